"""Shop panels and lists of other countries, and small traps."""

# ruff: noqa: E501 (rows stay as they are exported)

from __future__ import annotations

from decimal import Decimal

from tests.ingest.other_shops.truth import OtherShop, Truth

SHOPS = (
    OtherShop(
        "kaufland",
        """\
id_order,ts_created,status,buyer_email,shipping_first_name,shipping_last_name,title,price,revenue_gross,shipping_rate,currency
MA1,2026-01-05 10:00:00,sent,abc@marktplatz.kaufland.de,Ann,Lee,Tasse,20.00,20.00,0.00,EUR
MA2,2026-01-16 10:00:00,cancelled,def@marktplatz.kaufland.de,Bob,Ray,Teller,30.00,30.00,0.00,EUR
MA3,2026-01-17 10:00:00,returned,ghi@marktplatz.kaufland.de,Cid,Moe,Teller,30.00,30.00,0.00,EUR
MA4,2026-01-18 10:00:00,sent,jkl@marktplatz.kaufland.de,Dan,Poe,Tasse,25.00,25.00,0.00,EUR
""",
        Truth(
            orders=2,
            cancelled=1,
            refunded=1,
            without_customer=2,
            gross="45",
            net="45",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-18",
        ),
    ),
    OtherShop(
        "shopware",
        """\
Bestellnummer;Bestelldatum;Kundennummer;Kunden-E-Mail;Gesamtbetrag;Gesamtbetrag netto;Versandkosten;Währung;Bestellstatus;Zahlungsstatus
10001;05.01.2026 10:00;20001;ann@x.de;119,00;100,00;4,90;EUR;Abgeschlossen;Bezahlt
10002;06.01.2026 10:00;20002;bob@x.de;59,50;50,00;0,00;EUR;Offen;Offen
10003;17.01.2026 10:00;20001;ann@x.de;23,80;20,00;0,00;EUR;Storniert;Offen
10004;18.01.2026 10:00;20003;cid@x.de;1.190,00;1.000,00;0,00;EUR;In Bearbeitung;Teilweise erstattet
10005;19.01.2026 10:00;20003;cid@x.de;11,90;10,00;0,00;EUR;Abgeschlossen;Erstattet
""",
        Truth(
            orders=3,
            cancelled=1,
            refunded=1,
            unpaid=1,
            customers=3,
            gross="1368.50",
            net="1368.50",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-18",
        ),
        encoding="cp1252",
    ),
    OtherShop(
        "czech",
        """\
Číslo dokladu;Datum vystavení;Datum splatnosti;Odběratel;IČO;E-mail;Základ DPH;DPH;Celkem s DPH;Měna;Typ dokladu
2026001;5. 1. 2026;19. 1. 2026;Alfa s.r.o.;27082440;a@x.cz;1 000,00;210,00;1 210,00;CZK;Faktura
2026002;16. 1. 2026;30. 1. 2026;Jan Novák;;j@x.cz;100,00;21,00;121,00;CZK;Faktura
2026003;17. 1. 2026;31. 1. 2026;Alfa s.r.o.;27082440;a@x.cz;100,00;21,00;121,00;CZK;Dobropis
2026004;18. 1. 2026;31. 1. 2026;Beta;27082441;b@x.cz;50,00;10,50;60,50;EUR;Faktura
""",
        Truth(
            orders=2,
            returns=1,
            customers=2,
            gross="1331",
            net="1210",
            currency="CZK",
            first="2026-01-05",
            last="2026-01-16",
            others={"EUR": (1, Decimal("60.50"))},
        ),
        encoding="cp1250",
    ),
    OtherShop(
        "qty_unit_price_only",
        """\
Nr zamówienia;Data;E-mail;Towar;Ilość;Cena
1;2026-01-05;a@x.pl;Kawa;2 szt.;30,00
1;2026-01-05;a@x.pl;Herbata;0,5 kg;40,00
2;2026-01-15;b@x.pl;Kawa;1 szt.;30,00
""",
        Truth(orders=2, customers=2, gross="110", net="110", first="2026-01-05", last="2026-01-15"),
    ),
    OtherShop(
        "ua_prom",
        """\
№ замовлення;Дата створення;ПІБ покупця;Телефон;Пошта;Назва товару;Кількість;Ціна;Сума замовлення, грн;Статус замовлення;Причина скасування
P1;05.01.26 10:15;Іваненко Іван;+380501234567;i@x.ua;Чашка;2;100;250;Виконано;
P1;05.01.26 10:15;Іваненко Іван;+380501234567;i@x.ua;Ложка;1;50;250;Виконано;
P2;16.01.26 10:15;Петренко Петро;+380501234568;;Чашка;1;100;100;Скасовано;Передумав
P3;17.01.26 10:15;Петренко Петро;+380501234568;;Чашка;1;100;100;Прийнято;
""",
        Truth(
            orders=2,
            cancelled=1,
            customers=2,
            gross="350",
            net="350",
            currency="UAH",
            first="2026-01-05",
            last="2026-01-17",
        ),
    ),
    OtherShop(
        "cz_shoptet",
        """\
code;date;statusName;currency;email;phone;billFullName;totalPriceWithVat;totalPriceWithoutVat;itemName;itemAmount;itemTotalPriceWithVat
2026001;2026-01-05 10:00:00;Vyřízena;CZK;a@x.cz;+420601234567;Jan Novák;520,00;429,75;Hrnek;2;400,00
2026001;2026-01-05 10:00:00;Vyřízena;CZK;a@x.cz;+420601234567;Jan Novák;520,00;429,75;Doprava;1;120,00
2026002;2026-01-16 10:00:00;Stornována;CZK;b@x.cz;+420601234568;Eva Malá;200,00;165,29;Hrnek;1;200,00
2026003;2026-01-17 10:00:00;Nevyřízená;CZK;b@x.cz;+420601234568;Eva Malá;200,00;165,29;Hrnek;1;200,00
""",
        Truth(
            orders=2,
            cancelled=1,
            customers=2,
            gross="720",
            net="720",
            currency="CZK",
            first="2026-01-05",
            last="2026-01-17",
        ),
        encoding="cp1250",
    ),
    OtherShop(
        "tax_id_only",
        """\
Nr faktury;Data wystawienia;NIP nabywcy;Wartość brutto
FV1;2026-01-05;526-000-12-46;100,00
FV2;2026-01-15;7740001454;200,00
FV3;2026-01-16;PL5260001246;50,00
FV4;2026-01-17;;10,00
""",
        Truth(
            orders=4,
            customers=2,
            without_customer=1,
            gross="360",
            net="360",
            first="2026-01-05",
            last="2026-01-17",
        ),
    ),
    OtherShop(
        "german_shop",
        """\
Bestellnr.;Bestelldatum;Kunde;E-Mail-Adresse;Status;Summe brutto
1;05.01.26;Anna Roth;a@x.de;Versandt;120,00 €
2;15.01.26;Lutz Gil;b@x.de;Storniert;60,00 €
3;16.01.26;Anna Roth;a@x.de;Retourniert;24,00 €
4;17.01.26;Eva Sol;c@x.de;Warten auf Zahlung;36,00 €
5;18.01.26;Eva Sol;c@x.de;Teilweise erstattet;10,00 €
""",
        Truth(
            orders=3,
            cancelled=1,
            refunded=1,
            unpaid=1,
            customers=2,
            gross="166",
            net="166",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-18",
        ),
    ),
    OtherShop(
        "french",
        """\
N° commande;Date de commande;Client;Adresse e-mail;Statut;Montant TTC;Montant HT
1;05/01/2026;Anne Roy;a@x.fr;Livrée;120,00 €;100,00 €
2;15/01/2026;Luc Gil;b@x.fr;Annulée;60,00 €;50,00 €
3;16/01/2026;Anne Roy;a@x.fr;Remboursée;24,00 €;20,00 €
4;17/01/2026;Eve Sol;c@x.fr;En attente de paiement;36,00 €;30,00 €
""",
        Truth(
            orders=2,
            cancelled=1,
            refunded=1,
            unpaid=1,
            customers=2,
            gross="156",
            net="156",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-17",
        ),
    ),
    OtherShop(
        "spanish",
        """\
Nº pedido;Fecha;Cliente;Correo electrónico;Estado;Importe total;Moneda
1;05/01/2026;Ana Ruiz;a@x.es;Completado;100,00;EUR
2;15/01/2026;Luis Gil;b@x.es;Cancelado;50,00;EUR
3;16/01/2026;Ana Ruiz;a@x.es;Reembolsado;20,00;EUR
4;17/01/2026;Eva Sol;c@x.es;Pendiente de pago;30,00;EUR
""",
        Truth(
            orders=2,
            cancelled=1,
            refunded=1,
            unpaid=1,
            customers=2,
            gross="130",
            net="130",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-17",
        ),
    ),
    OtherShop(
        "first_name_klient",
        """\
Data;Klient;Kwota
5.1.2026;Ania;100
15.1.2026;Kasia;200
16.1.2026;Ania;50
""",
        Truth(
            orders=3,
            without_customer=3,
            gross="350",
            net="350",
            first="2026-01-05",
            last="2026-01-16",
        ),
        warned=("no_people",),
    ),
    OtherShop(
        "login_buyer",
        """\
Data;Kupujący;Kwota;Nr zamówienia
5.1.2026;ania_88;100;1
15.1.2026;tomek;200;2
16.1.2026;ania_88;50;3
""",
        Truth(orders=3, customers=2, gross="350", net="350", first="2026-01-05", last="2026-01-16"),
    ),
    OtherShop(
        "calculated_totals_formula_error",
        """\
Nr;Data;E-mail;Kwota
1;05.01.2026;a@x.pl;100,00
2;15.01.2026;b@x.pl;#ARG!
3;16.01.2026;c@x.pl;#N/D
4;17.01.2026;d@x.pl;50,00
""",
        Truth(
            orders=2,
            customers=2,
            gross="150",
            net="150",
            first="2026-01-05",
            last="2026-01-17",
            refused=("unreadable_amount",) * 2,
        ),
    ),
)
