"""Headers of exports of shop panels, each with a few invented rows."""

from __future__ import annotations

from tests.ingest.export import Export

SHOP_PANELS = [
    Export(
        "woocommerce analytics, orders",
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,"
        "Coupon(s),Net Sales,Attribution\n"
        '2024-05-03 10:11:12,1001,$120.00,completed,Anna Smith,new,"2× Mug, 1× Cup",3,HI,120,Web\n'
        "2024-05-04 11:11:12,1002,$20.00,processing,John Brown,returning,1× Mug,1,,20,Direct\n",
        "orders",
        {
            "order_date": "Date",
            "order_id": "Order #",
            "currency": "N. Revenue (formatted)",
            "status": "Status",
            "name": "Customer",
            "product": "Product(s)",
            "discount_code": "Coupon(s)",
            "total": "Net Sales",
            "channel": "Attribution",
        },
        {"1001": "120", "1002": "20"},
    ),
    Export(
        "woocommerce analytics, customers",
        "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,"
        "Region,Postal Code\n"
        "Anna Smith,anna,2024-05-03 10:11:12,2023-01-01 00:00:00,anna@example.com,3,300.50,100.17,"
        "US,Austin,TX,73301\n"
        "John Brown,john,2024-05-04 10:11:12,2023-02-01 00:00:00,john@example.com,1,20,20,US,"
        "Dallas,TX,75001\n",
        "customers",
        {
            "name": "Name",
            "last_active": "Last Active",
            "registered": "Sign Up",
            "email": "Email",
            "frequency": "Orders",
            "total_spend": "Total Spend",
            "country": "Country / Region",
            "location": "City",
            "postcode": "Postal Code",
        },
        people=2,
        own=("Username", "Region"),
    ),
    Export(
        "prestashop, customers",
        'ID;"Social title";"First name";"Last name";"Email address";Group;Company;Sales;Enabled;'
        'Newsletter;"Partner offers";Registration;"Last visit"\n'
        '1;Mrs;Anna;Nowak;anna@example.com;Customer;;"1 234,50 zł";1;1;0;"2023-01-05 10:00:00";'
        '"2024-01-05 10:00:00"\n'
        '2;Mr;Jan;Kot;jan@example.com;Customer;;"99,00 zł";1;0;0;"2023-02-05 10:00:00";'
        '"2024-02-05 10:00:00"\n',
        "customers",
        {
            "customer_id": "ID",
            "gender": "Social title",
            "first_name": "First name",
            "last_name": "Last name",
            "email": "Email address",
            "company": "Company",
            "total_spend": "Sales",
            "email_consent": "Newsletter",
            "registered": "Registration",
            "last_active": "Last visit",
        },
        people=2,
        own=("Group", "Enabled", "Partner offers"),
    ),
    Export(
        "prestashop, orders",
        'ID;"Indeks zamówienia";"Nowy klient";Dostawa;Klient;Razem;Płatność;Status;Data\n'
        '1;XKBKN;1;Polska;"J. Kowalski";"129,00 zł";Przelew;"Płatność zaakceptowana";'
        '"2024-03-01 10:00:00"\n'
        '2;OHSAT;0;Polska;"A. Nowak";"1 029,00 zł";PayU;Dostarczone;"2024-03-02 10:00:00"\n',
        "orders",
        {
            "order_id": "ID",
            "country": "Dostawa",
            "name": "Klient",
            "total": "Razem",
            "payment": "Płatność",
            "status": "Status",
            "order_date": "Data",
        },
        {"1": "129", "2": "1029"},
    ),
    Export(
        "a panel for marketplaces, polish",
        "Numer zamówienia;Data dodania;Status;Imię i nazwisko;E-mail;Telefon;Adres;Miasto;"
        "Kod pocztowy;Kraj;Nazwa produktu;SKU;EAN;Ilość;Cena brutto;Wartość zamówienia;Waluta;"
        "Sposób płatności;Sposób wysyłki;Koszt wysyłki;Źródło zamówienia;Login klienta\n"
        "123;05.03.2024 12:30;Wysłane;Anna Nowak;anna@example.com;600700800;Polna 1;Łódź;90-001;"
        "PL;Karma;K1;5901234123457;2;50,00;115,00;PLN;Przelew;Kurier;15,00;Allegro;annan\n"
        "123;05.03.2024 12:30;Wysłane;Anna Nowak;anna@example.com;600700800;Polna 1;Łódź;90-001;"
        "PL;Smycz;S1;5901234123458;1;0,00;115,00;PLN;Przelew;Kurier;15,00;Allegro;annan\n"
        "124;06.03.2024 12:30;Anulowane;Jan Kot;jan@example.com;600700801;Leśna 1;Kraków;30-001;"
        "PL;Karma;K1;5901234123457;1;50,00;65,00;PLN;Pobranie;Kurier;15,00;Sklep;jank\n",
        "order_lines",
        {
            "order_id": "Numer zamówienia",
            "order_date": "Data dodania",
            "status": "Status",
            "name": "Imię i nazwisko",
            "email": "E-mail",
            "phone": "Telefon",
            "location": "Miasto",
            "postcode": "Kod pocztowy",
            "country": "Kraj",
            "product": "Nazwa produktu",
            "sku": "SKU",
            "quantity": "Ilość",
            "unit_price": "Cena brutto",
            "total": "Wartość zamówienia",
            "currency": "Waluta",
            "payment": "Sposób płatności",
            "shipping": "Koszt wysyłki",
            "delivery_method": "Sposób wysyłki",
            "channel": "Źródło zamówienia",
        },
        {"123": "115", "124": "65"},
    ),
    Export(
        "shoper, customers",
        "date_add;first_name;last_name;email;discount;active;last_visit;registered;origin;tax_id;"
        "pesel;city;zip_code;country;phone\n"
        "2023-01-02 10:00:00;Anna;Nowak;anna@example.com;0;1;2024-01-02 10:00:00;1;shop;;"
        "80010112345;Łódź;90-001;Polska;600700800\n"
        "2023-01-03 10:00:00;Jan;Kot;jan@example.com;5;1;2024-01-03 10:00:00;1;shop;;;Kraków;"
        "30-001;Polska;600700801\n",
        "customers",
        {
            "registered": "date_add",
            "first_name": "first_name",
            "last_name": "last_name",
            "email": "email",
            "last_active": "last_visit",
            "channel": "origin",
            "tax_id": "tax_id",
            "location": "city",
            "postcode": "zip_code",
            "country": "country",
            "phone": "phone",
        },
        people=2,
        own=("discount", "active", "registered"),
    ),
    Export(
        "accounting program, russian",
        "Отчет по продажам;;;;;;\nПериод: 01.01.2024 - 31.03.2024;;;;;;\n;;;;;;\n"
        "Документ;Дата;Контрагент;Номенклатура;Количество;Цена;Сумма\n"
        "Реализация 000001;05.01.2024 10:15:00;Иванов И.И.;Цемент М500;10;450,00;4 500,00\n"
        "Реализация 000001;05.01.2024 10:15:00;Иванов И.И.;Песок;2;100,00;200,00\n"
        "Реализация 000002;06.01.2024 11:15:00;Петров П.П.;Цемент М500;1;450,00;450,00\n"
        "Итого;;;;13;;5 150,00\n",
        "order_lines",
        {
            "order_id": "Документ",
            "order_date": "Дата",
            "name": "Контрагент",
            "product": "Номенклатура",
            "quantity": "Количество",
            "unit_price": "Цена",
            "total": "Сумма",
        },
        {"Реализация 000001": "4700", "Реализация 000002": "450"},
    ),
    Export(
        "orders of a russian site",
        "Номер заказа;Дата создания;Сумма;Статус;Оплачен;Отменен;Позиции;Цена товара\n"
        "№A1;01.07.2026 10:00:00;1000 руб;Выполнен;Да;Нет;[11] Чай (1 шт);1000 руб\n"
        "№A2;02.07.2026 10:00:00;2500 руб;Принят;Нет;Нет;[12] Кофе (1 шт);2500 руб\n"
        "№A3;03.07.2026 10:00:00;700 руб;Отменен;Нет;Да;[11] Чай (1 шт);700 руб\n",
        "orders",
        {
            "order_id": "Номер заказа",
            "order_date": "Дата создания",
            "total": "Сумма",
            "status": "Статус",
            "payment_status": "Оплачен",
            "cancelled_at": "Отменен",
            "product": "Позиции",
        },
        {"№A1": "1000", "№A2": "2500", "№A3": "700"},
    ),
    Export(
        "customers of a russian shop",
        "ФИО;Телефон;E-mail;Город;Дата рождения;Пол;Карта лояльности;Баллы;Согласие на рассылку;"
        "Сумма покупок;Количество заказов;Последняя покупка\n"
        "Иванов Иван;+7 916 111-22-33;ivan@example.ru;Москва;05.03.1980;м;1001;120;да;12 500,50;5;"
        "01.02.2024\n"
        "Петрова Анна;89161112234;anna@example.ru;Тверь;;ж;1002;10;нет;500,00;1;03.02.2024\n",
        "customers",
        {
            "name": "ФИО",
            "phone": "Телефон",
            "email": "E-mail",
            "location": "Город",
            "birth_date": "Дата рождения",
            "gender": "Пол",
            "card_number": "Карта лояльности",
            "points": "Баллы",
            "email_consent": "Согласие на рассылку",
            "total_spend": "Сумма покупок",
            "frequency": "Количество заказов",
            "last_order": "Последняя покупка",
        },
        people=2,
    ),
    Export(
        "magento, orders",
        'ID,"Purchase Point","Purchase Date","Bill-to Name","Grand Total (Base)",'
        '"Grand Total (Purchased)",Status,"Customer Email","Customer Group",Subtotal,'
        '"Shipping and Handling","Customer Name","Payment Method","Total Refunded"\n'
        '000000001,"Main Website","Mar 4, 2026 02:15:22 PM","Anna Nowak",120.0000,120.0000,'
        'Complete,anna@example.com,General,100.0000,20.0000,"Anna Nowak",checkmo,0.0000\n'
        '000000002,"Main Website","Mar 5, 2026 12:15:22 AM","Jan Kot",50.0000,50.0000,Complete,'
        'jan@example.com,"NOT LOGGED IN",50.0000,0.0000,"Jan Kot",checkmo,5.0000\n',
        "orders",
        {
            "order_id": "ID",
            "channel": "Purchase Point",
            "order_date": "Purchase Date",
            "total": "Grand Total (Base)",
            "status": "Status",
            "email": "Customer Email",
            "shipping": "Shipping and Handling",
            "name": "Customer Name",
            "payment": "Payment Method",
            "refunded": "Total Refunded",
        },
        {"000000001": "120", "000000002": "50"},
    ),
    Export(
        "mailchimp, audience",
        "Email Address,First Name,Last Name,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,"
        "CONFIRM_TIME,LAST_CHANGED,LEID,TAGS\n"
        "anna@example.com,Anna,Nowak,,2,2024-01-02 10:00:00,1.2.3.4,2024-01-02 10:00:00,"
        '2024-01-02 10:00:00,1,"""VIP"",""Blog"""\n'
        "jan@example.com,Jan,Kot,,2,2024-01-03 10:00:00,1.2.3.4,2024-01-03 10:00:00,"
        '2024-01-03 10:00:00,2,"""VIP"""\n',
        "customers",
        {
            "email": "Email Address",
            "first_name": "First Name",
            "last_name": "Last Name",
            "phone": "Phone Number",
            "registered": "OPTIN_TIME",
            "last_active": "LAST_CHANGED",
            "interests": "TAGS",
        },
        people=2,
        own=("MEMBER_RATING",),
    ),
    Export(
        "wix, orders",
        "Order number,Date created,Time,Contact email,Item,SKU,Qty,Price,Delivery country,"
        "Delivery city,Billing name,Delivery country,Payment status,Payment method,Shipping rate,"
        "Total tax,Total,Currency,Refunded amount\n"
        '10001,"Dec 8, 2024",9:15:51 AM,anna@example.com,Mug,M1,1,10,DEU,Berlin,Anna,DEU,Paid,'
        "PayPal,5,0,35,EUR,0\n"
        '10001,"Dec 8, 2024",9:15:51 AM,anna@example.com,Cup,C1,1,20,DEU,Berlin,Anna,DEU,Paid,'
        "PayPal,5,0,35,EUR,0\n"
        '10002,"Dec 9, 2024",10:15:51 PM,bob@example.com,Cup,C1,1,20,DEU,Berlin,Bob,DEU,Unpaid,'
        "PayPal,5,0,25,EUR,0\n",
        "order_lines",
        {
            "order_id": "Order number",
            "order_date": "Date created",
            "order_time": "Time",
            "email": "Contact email",
            "product": "Item",
            "sku": "SKU",
            "quantity": "Qty",
            "unit_price": "Price",
            "country": "Delivery country",
            "location": "Delivery city",
            "name": "Billing name",
            "payment_status": "Payment status",
            "payment": "Payment method",
            "shipping": "Shipping rate",
            "total": "Total",
            "currency": "Currency",
            "refunded": "Refunded amount",
        },
        {"10001": "35", "10002": "25"},
    ),
]
