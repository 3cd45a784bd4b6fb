"""Polish panels, invoicing programs and lists kept by hand."""

# ruff: noqa: E501 (rows stay as they are exported)

from __future__ import annotations

from decimal import Decimal

from tests.ingest.other_shops.truth import OtherShop, Truth

SHOPS = (
    OtherShop(
        "shoper_orders",
        """\
Numer zamówienia;Data złożenia;Status;Klient;E-mail;Telefon;Wartość zamówienia;Waluta;Nazwa produktu;Ilość;Cena;Koszt dostawy
1001;2026-03-02 10:15:00;Zrealizowane;Anna Kowalska;anna@example.pl;600100200;150,00;PLN;Kubek;2;40,00;20,00
1001;2026-03-02 10:15:00;Zrealizowane;Anna Kowalska;anna@example.pl;600100200;150,00;PLN;Talerz;1;50,00;20,00
1002;2026-03-03 11:00:00;Anulowane;Jan Nowak;jan@example.pl;600100201;80,00;PLN;Kubek;2;40,00;0,00
1003;2026-03-04 12:00:00;Oczekuje na płatność;Ewa Lis;ewa@example.pl;600100202;40,00;PLN;Kubek;1;40,00;0,00
1004;2026-03-05 13:00:00;Zwrócone;Ewa Lis;ewa@example.pl;600100202;50,00;PLN;Talerz;1;50,00;0,00
1005;2026-03-06 14:00:00;Nowe;Piotr Zima;piotr@example.pl;600100203;130,00;PLN;Kubek;1;40,00;0,00
1005;2026-03-06 14:00:00;Nowe;Piotr Zima;piotr@example.pl;600100203;130,00;PLN;Obrus;1;90,00;0,00
""",
        Truth(
            orders=3,
            cancelled=1,
            refunded=1,
            unpaid=1,
            customers=3,
            gross="320",
            net="320",
            currency="PLN",
            first="2026-03-02",
            last="2026-03-06",
        ),
    ),
    OtherShop(
        "idosell_orders",
        """\
Numer seryjny;Numer zamówienia;Login klienta;E-mail;Data dodania;Status zamówienia;Wartość zamówienia brutto;Zaliczka;Pozostało do zapłaty;Waluta;Rabat klienta
55001;anna-1;anna;anna@example.pl;2026-01-05 08:00:00;zrealizowane;1 250,00;500,00;750,00;PLN;5%
55002;jan-1;jan;jan@example.pl;2026-01-06 08:00:00;anulowane przez klienta;300,00;0,00;300,00;PLN;0%
55003;ewa-1;ewa;ewa@example.pl;2026-01-07 08:00:00;spakowane;99,99;99,99;0,00;PLN;0%
55004;anna-2;anna;anna@example.pl;2026-01-08 08:00:00;zwrot;45,00;45,00;0,00;PLN;0%
55005;ola-1;ola;ola@example.pl;2026-01-09 08:00:00;wysłane;200,01;200,01;0,00;EUR;0%
""",
        Truth(
            orders=2,
            cancelled=1,
            refunded=1,
            customers=2,
            gross="1349.99",
            net="1349.99",
            currency="PLN",
            first="2026-01-05",
            last="2026-01-07",
            others={"EUR": (1, Decimal("200.01"))},
        ),
        encoding="cp1250",
    ),
    OtherShop(
        "subiekt_abbr",
        """\
Typ;Numer;Data wyst.;Kontrahent;NIP;Netto;VAT;Brutto;Zapłacono;Pozostało
FS;FS 1/2026;02.01.2026;ALFA sp. z o.o.;5260001246;100,00;23,00;123,00;123,00;0,00
PA;PA 1/2026;03.01.2026;Detaliczny;;40,65;9,35;50,00;50,00;0,00
FS;FS 2/2026;15.01.2026;BETA s.c.;7740001454;1 000,00;230,00;1 230,00;0,00;1 230,00
KFS;KFS 1/2026;20.01.2026;ALFA sp. z o.o.;5260001246;-10,00;-2,30;-12,30;-12,30;0,00
ZW;ZW 1/2026;21.01.2026;Detaliczny;;-40,65;-9,35;-50,00;-50,00;0,00
FS;FS 3/2026;22.01.2026;ALFA sp. z o.o.;5260001246;200,00;46,00;246,00;246,00;0,00
""",
        Truth(
            orders=4,
            returns=2,
            customers=2,
            without_customer=1,
            gross="1649",
            net="1586.70",
            first="2026-01-02",
            last="2026-01-22",
        ),
        encoding="cp1250",
    ),
    OtherShop(
        "subiekt_abbr_positive",
        """\
Typ;Numer;Data wyst.;Kontrahent;NIP;Netto;VAT;Brutto
FS;FS 1/2026;02.01.2026;ALFA sp. z o.o.;5260001246;100,00;23,00;123,00
PA;PA 1/2026;03.01.2026;Detaliczny;;40,65;9,35;50,00
FS;FS 2/2026;15.01.2026;BETA s.c.;7740001454;1 000,00;230,00;1 230,00
KFS;KFS 1/2026;20.01.2026;ALFA sp. z o.o.;5260001246;10,00;2,30;12,30
ZW;ZW 1/2026;21.01.2026;Detaliczny;;40,65;9,35;50,00
FS;FS 3/2026;22.01.2026;ALFA sp. z o.o.;5260001246;200,00;46,00;246,00
""",
        Truth(
            orders=4,
            returns=2,
            customers=2,
            without_customer=1,
            gross="1649",
            net="1586.70",
            first="2026-01-02",
            last="2026-01-22",
        ),
        encoding="cp1250",
    ),
    OtherShop(
        "fakturownia",
        """\
Numer,Rodzaj,Data wystawienia,Data sprzedaży,Termin płatności,Nabywca,NIP nabywcy,Email nabywcy,Wartość netto,VAT,Wartość brutto,Waluta,Status,Kwota opłacona,Data opłacenia
1/03/2026,Faktura,2026-03-01,2026-03-01,2026-03-15,Anna Kowalska,,anna@example.pl,100.00,23.00,123.00,PLN,Opłacona,123.00,2026-03-10
2/03/2026,Faktura,2026-03-02,2026-03-02,2026-03-16,Beta,5260001246,biuro@beta.pl,200.00,46.00,246.00,PLN,Wystawiona,0.00,
3/03/2026,Faktura korygująca,2026-03-05,2026-03-05,2026-03-19,Anna Kowalska,,anna@example.pl,-50.00,-11.50,-61.50,PLN,Opłacona,-61.50,2026-03-06
4/03/2026,Proforma,2026-03-07,2026-03-07,2026-03-21,Gama,7740001454,g@gama.pl,500.00,115.00,615.00,PLN,Wystawiona,0.00,
5/03/2026,Faktura,2026-03-08,2026-03-08,2026-03-22,Gama,7740001454,g@gama.pl,500.00,115.00,615.00,PLN,Nieopłacona,0.00,
""",
        Truth(
            orders=3,
            returns=1,
            unpaid=1,
            customers=3,
            gross="984",
            net="922.5",
            currency="PLN",
            first="2026-03-01",
            last="2026-03-08",
            refused=("no_sale",),
        ),
    ),
    OtherShop(
        "month_sums_inside",
        """\
Data;Nr zamówienia;E-mail;Kwota
05.01.2026;1;a@x.pl;100,00
15.01.2026;2;b@x.pl;50,00
Razem styczeń;;;150,00
03.02.2026;3;a@x.pl;70,00
17.02.2026;4;c@x.pl;30,00
Razem luty;;;100,00
Razem;;;250,00
""",
        Truth(
            orders=4,
            customers=3,
            gross="250",
            net="250",
            first="2026-01-05",
            last="2026-02-17",
            refused=("total_row",) * 3,
        ),
    ),
    OtherShop(
        "summary_row_then_lines",
        """\
Nr zamówienia;Data zamówienia;E-mail;Produkt;Ilość;Cena;Wartość
100;2026-01-03;a@x.pl;;;;95,00
100;2026-01-03;a@x.pl;Kubek;2;40,00;80,00
100;2026-01-03;a@x.pl;Talerz;1;15,00;15,00
101;2026-01-14;b@x.pl;;;;50,00
101;2026-01-14;b@x.pl;Talerz;1;50,00;50,00
102;2026-01-15;c@x.pl;;;;105,00
102;2026-01-15;c@x.pl;Obrus;1;90,00;90,00
102;2026-01-15;c@x.pl;Mydło;1;15,00;15,00
""",
        Truth(orders=3, customers=3, gross="250", net="250", first="2026-01-03", last="2026-01-15"),
    ),
    OtherShop(
        "head_with_shipping",
        """\
Order,Date,Email,Item,Qty,Total
1,2026-01-05,a@x.com,,,35.00
1,2026-01-05,a@x.com,Cup,2,20.00
1,2026-01-05,a@x.com,Plate,1,10.00
2,2026-01-15,b@x.com,,,25.00
2,2026-01-15,b@x.com,Cup,2,20.00
3,2026-01-16,c@x.com,,,15.00
3,2026-01-16,c@x.com,Plate,1,10.00
""",
        Truth(orders=3, customers=3, gross="75", net="75", first="2026-01-05", last="2026-01-16"),
    ),
    OtherShop(
        "bare_shipping_rows",
        """\
Order,Date,Email,Item,Qty,Total
1,2026-01-05,a@x.com,Cup,2,20.00
1,2026-01-05,a@x.com,Plate,1,10.00
1,2026-01-05,a@x.com,,,5.00
2,2026-01-15,b@x.com,Cup,2,20.00
2,2026-01-15,b@x.com,,,5.00
3,2026-01-16,c@x.com,Plate,1,10.00
3,2026-01-16,c@x.com,,,5.00
""",
        Truth(orders=3, customers=3, gross="75", net="75", first="2026-01-05", last="2026-01-16"),
    ),
    OtherShop(
        "total_first_zero_after",
        """\
Nr zamówienia;Data zamówienia;E-mail;Produkt;Ilość;Cena;Razem
100;2026-01-03;a@x.pl;Kubek;2;40,00;95,00
100;2026-01-03;a@x.pl;Talerz;1;15,00;0,00
101;2026-01-14;b@x.pl;Talerz;1;50,00;50,00
102;2026-01-15;c@x.pl;Obrus;1;90,00;105,00
102;2026-01-15;c@x.pl;Mydło;1;15,00;0,00
""",
        Truth(orders=3, customers=3, gross="250", net="250", first="2026-01-03", last="2026-01-15"),
    ),
)
