"""Payment services, tills, shop panels and books of accounts in English."""

# ruff: noqa: E501 (rows stay as they are exported)

from __future__ import annotations

from tests.ingest.other_shops.truth import OtherShop, Truth

SHOPS = (
    OtherShop(
        "paypal",
        """\
\ufeff"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Item Title","Reference Txn ID","Balance"
"05/01/2026","10:00:00","CET","Ann Lee","Website Payment","Completed","EUR","100.00","-3.00","97.00","ann@x.com","shop@x.com","1AB","Cup","","97.00"
"06/01/2026","10:00:00","CET","Bob Ray","Express Checkout Payment","Completed","EUR","50.00","-2.00","48.00","bob@x.com","shop@x.com","2AB","Plate","","145.00"
"17/01/2026","10:00:00","CET","Ann Lee","Payment Refund","Completed","EUR","-20.00","0.60","-19.40","shop@x.com","ann@x.com","3AB","Cup","1AB","125.60"
"18/01/2026","10:00:00","CET","","General Withdrawal","Completed","EUR","-100.00","0.00","-100.00","shop@x.com","","4AB","","","25.60"
"19/01/2026","10:00:00","CET","Cid Moe","Website Payment","Pending","EUR","30.00","0.00","30.00","cid@x.com","shop@x.com","5AB","Cup","","25.60"
"20/01/2026","10:00:00","CET","Dan Poe","Website Payment","Denied","EUR","70.00","0.00","70.00","dan@x.com","shop@x.com","6AB","Cup","","25.60"
""",
        Truth(
            orders=3,
            returns=1,
            failed=1,
            unpaid=1,
            customers=3,
            gross="180",
            net="160",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-19",
            refused=("no_sale",),
        ),
    ),
    OtherShop(
        "stripe_balance",
        """\
id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Description,Customer Email
txn_1,charge,ch_1,100.00,3.20,96.80,eur,2026-01-05 10:00,Order 1,ann@x.com
txn_2,charge,ch_2,50.00,1.75,48.25,eur,2026-01-06 10:00,Order 2,bob@x.com
txn_3,refund,re_1,-20.00,0.00,-20.00,eur,2026-01-17 10:00,REFUND FOR CHARGE,ann@x.com
txn_4,payout,po_1,-120.00,0.00,-120.00,eur,2026-01-18 10:00,STRIPE PAYOUT,
txn_5,stripe_fee,fee_1,-2.00,0.00,-2.00,eur,2026-01-19 10:00,Billing,
""",
        Truth(
            orders=2,
            returns=1,
            customers=2,
            gross="150",
            net="130",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-06",
            refused=("no_sale",) * 2,
        ),
    ),
    OtherShop(
        "lightspeed_vend",
        """\
Date,Receipt Number,Line Type,Customer Code,Customer Name,Customer Email,Note,Quantity,Subtotal,Sales Tax,Discount,Loyalty,Total,Paid,Details,Register,User,Status,SKU
2026-01-05 10:00:00,101,Sale,ANN-1,Ann Lee,ann@x.com,,3,25.00,5.00,0,0,30.00,30.00,,Main,Joe,Closed,
2026-01-05 10:00:00,101,Sale Line,,,,,2,16.67,3.33,0,0,20.00,,Cup,Main,Joe,Closed,C1
2026-01-05 10:00:00,101,Sale Line,,,,,1,8.33,1.67,0,0,10.00,,Plate,Main,Joe,Closed,P1
2026-01-05 10:00:00,101,Payment,,,,,,,,,,30.00,30.00,Cash,Main,Joe,Closed,
2026-01-16 10:00:00,102,Sale,BOB-1,Bob Ray,bob@x.com,,1,8.33,1.67,0,0,10.00,10.00,,Main,Joe,Closed,
2026-01-16 10:00:00,102,Sale Line,,,,,1,8.33,1.67,0,0,10.00,,Plate,Main,Joe,Closed,P1
2026-01-16 10:00:00,102,Payment,,,,,,,,,,10.00,10.00,Card,Main,Joe,Closed,
2026-01-17 10:00:00,103,Sale,ANN-1,Ann Lee,ann@x.com,,1,8.33,1.67,0,0,10.00,10.00,,Main,Joe,Voided,
2026-01-17 10:00:00,103,Sale Line,,,,,1,8.33,1.67,0,0,10.00,,Plate,Main,Joe,Voided,P1
2026-01-17 10:00:00,103,Payment,,,,,,,,,,10.00,10.00,Card,Main,Joe,Voided,
""",
        Truth(
            orders=2,
            cancelled=1,
            customers=2,
            gross="40",
            net="40",
            first="2026-01-05",
            last="2026-01-16",
            refused=("no_sale",) * 3,
        ),
    ),
    OtherShop(
        "ecwid",
        """\
order_number,email,payment_status,fulfillment_status,total,subtotal,shipping_cost,tax,coupon_discount,currency,date,refunded_amount
E-1,ann@x.com,PAID,SHIPPED,110.00,100.00,10.00,0.00,0.00,EUR,2026-01-05 10:00:00 +0000,0.00
E-2,bob@x.com,AWAITING_PAYMENT,AWAITING_PROCESSING,60.00,50.00,10.00,0.00,0.00,EUR,2026-01-06 10:00:00 +0000,0.00
E-3,ann@x.com,PARTIALLY_REFUNDED,DELIVERED,80.00,80.00,0.00,0.00,0.00,EUR,2026-01-17 10:00:00 +0000,30.00
E-4,cid@x.com,REFUNDED,RETURNED,40.00,40.00,0.00,0.00,0.00,EUR,2026-01-18 10:00:00 +0000,40.00
E-5,cid@x.com,CANCELLED,WILL_NOT_DELIVER,40.00,40.00,0.00,0.00,0.00,EUR,2026-01-18 10:00:00 +0000,0.00
E-6,dan@x.com,INCOMPLETE,AWAITING_PROCESSING,5.00,5.00,0.00,0.00,0.00,EUR,2026-01-19 10:00:00 +0000,0.00
""",
        Truth(
            orders=3,
            cancelled=1,
            refunded=1,
            failed=1,
            unpaid=1,
            customers=2,
            gross="250",
            net="220",
            currency="EUR",
            first="2026-01-05",
            last="2026-01-17",
        ),
    ),
    OtherShop(
        "opencart",
        """\
order_id,store_name,customer_id,customer,email,telephone,payment_method,order_status,total,currency_code,currency_value,date_added,date_modified
1,Shop,5,Ann Lee,ann@x.com,+441632960001,Card,Complete,100.0000,GBP,1.00000000,2026-01-05 10:00:00,2026-01-09 10:00:00
2,Shop,0,Bob Ray,bob@x.com,+441632960002,Card,Processing,50.5000,GBP,1.00000000,2026-01-06 10:00:00,2026-01-09 10:00:00
3,Shop,0,Cid Moe,cid@x.com,+441632960003,Card,Canceled Reversal,20.0000,GBP,1.00000000,2026-01-17 10:00:00,2026-01-19 10:00:00
4,Shop,0,Dan Poe,dan@x.com,+441632960004,Card,Missing Orders,30.0000,GBP,1.00000000,2026-01-18 10:00:00,2026-01-19 10:00:00
5,Shop,5,Ann Lee,ann@x.com,+441632960001,Card,Chargeback,30.0000,GBP,1.00000000,2026-01-18 10:00:00,2026-01-19 10:00:00
6,Shop,5,Ann Lee,ann@x.com,+441632960001,Card,Voided,30.0000,GBP,1.00000000,2026-01-18 10:00:00,2026-01-19 10:00:00
""",
        Truth(
            orders=4,
            cancelled=1,
            refunded=1,
            customers=4,
            gross="200.50",
            net="200.50",
            currency="GBP",
            first="2026-01-05",
            last="2026-01-18",
        ),
    ),
    OtherShop(
        "woo_item_types",
        """\
Order ID,Order Date,Order Status,Customer Email,Item Type,Item Name,Quantity,Item Total
900,2026-01-05,completed,ann@x.com,line_item,Cup,2,20.00
900,2026-01-05,completed,ann@x.com,shipping,Flat rate,1,5.00
900,2026-01-05,completed,ann@x.com,fee,Gift wrap,1,2.00
901,2026-01-16,completed,bob@x.com,line_item,Plate,1,30.00
901,2026-01-16,completed,bob@x.com,coupon,SPRING,1,-3.00
902,2026-01-17,refunded,ann@x.com,line_item,Cup,1,10.00
903,2026-01-18,on-hold,cid@x.com,line_item,Cup,1,10.00
""",
        Truth(
            orders=3,
            refunded=1,
            unpaid=1,
            customers=3,
            gross="64",
            net="64",
            first="2026-01-05",
            last="2026-01-18",
        ),
    ),
    OtherShop(
        "cancelled_line_inside",
        """\
Order number,Order date,Email,Item,Qty,Line total,Line status
1,2026-01-05,a@x.com,Cup,1,10.00,Shipped
1,2026-01-05,a@x.com,Plate,1,20.00,Cancelled
2,2026-01-16,b@x.com,Cup,1,10.00,Shipped
3,2026-01-17,c@x.com,Cup,2,20.00,Cancelled
3,2026-01-17,c@x.com,Bowl,1,5.00,Cancelled
""",
        Truth(
            orders=2,
            cancelled=1,
            customers=2,
            gross="20",
            net="20",
            first="2026-01-05",
            last="2026-01-16",
        ),
    ),
    OtherShop(
        "quickbooks",
        """\
Type,Date,Num,Name,Memo,Amount,Balance
Invoice,01/25/2026,1001,Ann Lee,,100.00,100.00
Payment,01/26/2026,55,Ann Lee,,-100.00,0.00
Invoice,02/15/2026,1002,Bob Ray,,50.00,50.00
Credit Memo,02/16/2026,1003,Bob Ray,,-20.00,30.00
Sales Receipt,02/17/2026,1004,Cid Moe,,30.00,30.00
""",
        Truth(
            orders=3,
            returns=1,
            without_customer=3,
            gross="180",
            net="160",
            first="2026-01-25",
            last="2026-02-17",
            refused=("no_sale",),
        ),
    ),
    OtherShop(
        "xero",
        """\
ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Description,Quantity,UnitAmount,LineAmount,Currency,Type,Status
Ann,a@x.com,INV-1,,05/01/2026,05/02/2026,120.00,20.00,120.00,0.00,Cup,2,25.00,50.00,GBP,Sales invoice,Paid
Ann,a@x.com,INV-1,,05/01/2026,05/02/2026,120.00,20.00,120.00,0.00,Plate,1,50.00,50.00,GBP,Sales invoice,Paid
Bob,b@x.com,INV-2,,16/01/2026,16/02/2026,60.00,10.00,0.00,60.00,Cup,2,25.00,50.00,GBP,Sales invoice,Awaiting Payment
Bob,b@x.com,CN-1,,17/01/2026,,12.00,2.00,12.00,0.00,Cup,1,10.00,10.00,GBP,Sales credit note,Paid
Cid,c@x.com,INV-3,,18/01/2026,,60.00,10.00,0.00,60.00,Cup,2,25.00,50.00,GBP,Sales invoice,Voided
Cid,c@x.com,INV-4,,28/01/2026,,60.00,10.00,0.00,60.00,Cup,2,25.00,50.00,GBP,Sales invoice,Draft
""",
        Truth(
            orders=2,
            returns=1,
            cancelled=1,
            failed=1,
            unpaid=1,
            customers=2,
            gross="180",
            net="168",
            currency="GBP",
            first="2026-01-05",
            last="2026-01-16",
        ),
    ),
    OtherShop(
        "zettle_sumup",
        """\
Date,Time,Receipt number,Gross price,Net,VAT,Payment method,Customer e-mail,Refund
2026-01-05,10:00,1,12.00,10.00,2.00,Card,a@x.com,No
2026-01-15,10:00,2,24.00,20.00,4.00,Cash,,No
2026-01-16,10:00,3,-12.00,-10.00,-2.00,Card,a@x.com,Yes
""",
        Truth(
            orders=2,
            returns=1,
            customers=1,
            without_customer=1,
            gross="36",
            net="24",
            first="2026-01-05",
            last="2026-01-15",
        ),
    ),
    OtherShop(
        "woo_refund_rows_repeat_parent",
        """\
Order ID,Type,Date,Email,Status,Total
100,shop_order,2026-01-05,a@x.com,completed,100.00
101,shop_order_refund,2026-01-09,a@x.com,completed,40.00
102,shop_order,2026-01-15,b@x.com,completed,50.00
""",
        Truth(
            orders=2,
            returns=1,
            customers=2,
            gross="150",
            net="110",
            first="2026-01-05",
            last="2026-01-15",
        ),
    ),
    OtherShop(
        "marketplace_tax_withheld",
        """\
Order ID,Order date,Buyer username,Sold for,Total price,eBay collected tax,Quantity
1,2026-01-05,ann,10.00,12.00,2.00,1
2,2026-01-15,bob,20.00,22.00,0.00,1
""",
        Truth(orders=2, customers=2, gross="32", net="32", first="2026-01-05", last="2026-01-15"),
    ),
)
