"""Headers of public data sets that newcomers try first, each with a few invented rows."""

from __future__ import annotations

from tests.ingest.export import Export

DATA_SETS = [
    Export(
        "superstore",
        "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,"
        "City,State,Postal Code,Region,Product ID,Category,Sub-Category,Product Name,Sales,"
        "Quantity,Discount,Profit\n"
        "1,CA-2016-152156,11/8/2016,11/11/2016,Second Class,CG-1,Ann Gray,Consumer,United States,"
        "Henderson,New York,42420,South,FUR-1,Furniture,Bookcases,Oak Bookcase,261.96,2,0,41.91\n"
        "2,CA-2016-152156,11/8/2016,11/11/2016,Second Class,CG-1,Ann Gray,Consumer,United States,"
        'Henderson,New York,42420,South,FUR-2,Furniture,Chairs,"Chairs, Rounded",731.94,3,0,219\n'
        "3,CA-2016-138688,6/12/2016,6/16/2016,Standard,DV-2,Dan Hill,Corporate,United States,"
        "Los Angeles,California,90036,West,OFF-1,Office Supplies,Labels,Labels,14.62,2,0,6.87\n",
        "order_lines",
        {
            "order_id": "Order ID",
            "order_date": "Order Date",
            "customer_id": "Customer ID",
            "name": "Customer Name",
            "country": "Country",
            "location": "City",
            "postcode": "Postal Code",
            "sku": "Product ID",
            "category": "Category",
            "product": "Product Name",
            "line_amount": "Sales",
            "quantity": "Quantity",
            "discount": "Discount",
        },
        {"CA-2016-152156": "993.9", "CA-2016-138688": "14.62"},
    ),
    Export(
        "mall customers",
        "CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)\n"
        "0001,Male,19,15,39\n0002,Male,21,15,81\n0003,Female,20,16,6\n",
        "customers",
        {"customer_id": "CustomerID", "gender": "Gender", "age": "Age"},
        people=3,
        own=("Annual Income (k$)", "Spending Score (1-100)"),
    ),
    Export(
        "mall customers, misspelled",
        "CustomerID,Genre,Age,Annual Income (k$)\n1,Male,19,15\n2,Male,21,15\n3,Female,20,16\n",
        "customers",
        {"customer_id": "CustomerID", "gender": "Genre", "age": "Age"},
        people=3,
        own=("Annual Income (k$)",),
    ),
    Export(
        "marketing campaign",
        "ID\tYear_Birth\tEducation\tMarital_Status\tIncome\tKidhome\tDt_Customer\tRecency\t"
        "MntWines\tNumWebPurchases\tComplain\tZ_Revenue\tResponse\n"
        "5524\t1957\tGraduation\tSingle\t58138\t0\t04-09-2012\t58\t635\t8\t0\t11\t1\n"
        "2174\t1954\tPhD\tTogether\t46344\t1\t08-03-2014\t38\t11\t1\t0\t11\t0\n"
        "4141\t1965\tMaster\tTogether\t71613\t0\t21-08-2013\t26\t426\t8\t0\t11\t0\n",
        "customers",
        {"customer_id": "ID", "birth_year": "Year_Birth", "registered": "Dt_Customer"},
        people=3,
        own=(
            "Education",
            "Marital_Status",
            "Income",
            "Kidhome",
            "Recency",
            "MntWines",
            "NumWebPurchases",
            "Complain",
            "Z_Revenue",
            "Response",
        ),
    ),
    Export(
        "online retail",
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
        "489434,85048,GLASS BALL LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom\n"
        "489434,79323P,PINK CHERRY LIGHTS,12,2009-12-01 07:45:00,6.75,13085.0,United Kingdom\n"
        "C489449,22087,PAPER BUNTING,-12,2009-12-01 10:33:00,2.95,16321.0,Australia\n"
        "489525,85226C,BLUE RACING CAR,1,2009-12-01 11:49:00,0.55,,United Kingdom\n",
        "order_lines",
        {
            "order_id": "Invoice",
            "sku": "StockCode",
            "product": "Description",
            "quantity": "Quantity",
            "order_date": "InvoiceDate",
            "unit_price": "Price",
            "customer_id": "Customer ID",
            "country": "Country",
        },
        {"489434": "164.4", "C489449": "-35.4", "489525": "0.55"},
    ),
    Export(
        "supermarket sales",
        "Invoice ID,Branch,City,Customer type,Gender,Product line,Unit price,Quantity,Tax 5%,Total,"
        "Date,Time,Payment,cogs,gross margin percentage,gross income,Rating\n"
        "750-67-8428,A,Yangon,Member,Female,Health,74.69,7,26.1415,548.9715,1/5/2019,13:08,"
        "Ewallet,522.83,4.76,26.1415,9.1\n"
        "226-31-3081,C,Naypyitaw,Normal,Male,Sports,58.22,8,23.288,489.048,1/27/2019,20:33,Cash,"
        "465.76,4.76,23.288,8.4\n",
        "orders",
        {
            "order_id": "Invoice ID",
            "location": "City",
            "gender": "Gender",
            "category": "Product line",
            "unit_price": "Unit price",
            "quantity": "Quantity",
            "total": "Total",
            "order_date": "Date",
            "order_time": "Time",
            "payment": "Payment",
        },
        {"750-67-8428": "548.9715", "226-31-3081": "489.048"},
    ),
    Export(
        "shopping trends",
        "Customer ID,Age,Gender,Item Purchased,Category,Purchase Amount (USD),Location,Size,"
        "Review Rating,Subscription Status,Shipping Type,Discount Applied,Previous Purchases,"
        "Payment Method,Frequency of Purchases\n"
        "1,55,Male,Blouse,Clothing,53,Kentucky,L,3.1,Yes,Express,Yes,14,Venmo,Fortnightly\n"
        "2,19,Male,Sweater,Clothing,64,Maine,L,3.1,Yes,Express,Yes,2,Cash,Weekly\n"
        "3,50,Female,Jeans,Clothing,73,Oregon,S,3.1,No,Free,No,23,Cash,Weekly\n",
        "customers",
        {
            "customer_id": "Customer ID",
            "age": "Age",
            "gender": "Gender",
            "total_spend": "Purchase Amount (USD)",
            "location": "Location",
            "frequency": "Previous Purchases",
            "payment": "Payment Method",
        },
        people=3,
        own=(
            "Item Purchased",
            "Category",
            "Size",
            "Review Rating",
            "Subscription Status",
            "Shipping Type",
            "Discount Applied",
            "Frequency of Purchases",
        ),
    ),
    Export(
        "retail transactions",
        "Transaction ID,Date,Customer ID,Gender,Age,Product Category,Quantity,Price per Unit,"
        "Total Amount\n"
        "1,2023-11-24,CUST001,Male,34,Beauty,3,50,150\n"
        "2,2023-02-27,CUST002,Female,26,Clothing,2,500,1000\n",
        "orders",
        {
            "order_id": "Transaction ID",
            "order_date": "Date",
            "customer_id": "Customer ID",
            "gender": "Gender",
            "age": "Age",
            "category": "Product Category",
            "quantity": "Quantity",
            "unit_price": "Price per Unit",
            "total": "Total Amount",
        },
        {"1": "150", "2": "1000"},
        people=2,
    ),
    Export(
        "a table of recency, frequency and spend",
        "customer_id,recency,frequency,monetary\nC1,10,5,250.5\nC2,200,1,20\n",
        "customers",
        {"customer_id": "customer_id", "frequency": "frequency", "total_spend": "monetary"},
        people=2,
        own=("recency",),
    ),
    Export(
        "the least there can be",
        "client,date,amount\na,2024-01-02,10.5\na,2024-01-05,3\nb,2024-01-07,8\n",
        "orders",
        {"customer_id": "client", "order_date": "date", "total": "amount"},
        {"row 2": "10.5", "row 3": "3", "row 4": "8"},
    ),
    Export(
        "names of columns without spaces",
        "ORDERNUMBER,QUANTITYORDERED,PRICEEACH,SALES,ORDERDATE,STATUS,PRODUCTCODE,CUSTOMERNAME\n"
        "10107,30,95.7,2871,2/24/2003 0:00,Shipped,S10,Toy Land Inc.\n"
        "10107,39,99.91,3896.49,2/24/2003 0:00,Shipped,S12,Toy Land Inc.\n"
        "10121,34,81.35,2765.9,5/7/2003 0:00,Shipped,S10,Good Collectables\n",
        "order_lines",
        {
            "order_id": "ORDERNUMBER",
            "quantity": "QUANTITYORDERED",
            "unit_price": "PRICEEACH",
            "line_amount": "SALES",
            "order_date": "ORDERDATE",
            "status": "STATUS",
            "sku": "PRODUCTCODE",
            "name": "CUSTOMERNAME",
        },
        {"10107": "6767.49", "10121": "2765.9"},
    ),
    Export(
        "what visitors of a shop did",
        "event_time,event_type,product_id,brand,price,user_id\n"
        "2019-11-01 00:00:00 UTC,view,1003461,acme,489.07,520088904\n"
        "2019-11-01 00:00:00 UTC,cart,5000088,bolt,293.65,530496790\n"
        "2019-11-01 00:00:41 UTC,purchase,13200605,,566.30,559368633\n"
        "2019-11-01 00:00:50 UTC,remove_from_cart,17302664,,28.31,561587266\n"
        "2019-11-01 00:01:04 UTC,purchase,1005161,acme,211.92,513351129\n",
        "order_lines",
        {
            "order_date": "event_time",
            "document_type": "event_type",
            "sku": "product_id",
            "unit_price": "price",
            "customer_id": "user_id",
        },
        {"559368633 2019-11-01 00:00:41": "566.3", "513351129 2019-11-01 00:01:04": "211.92"},
    ),
    Export(
        "sales of a café",
        "transaction_id,transaction_date,transaction_time,transaction_qty,store_id,product_id,"
        "unit_price,product_category\n"
        "1,2023-01-01,07:06:11,2,5,32,3.0,Coffee\n2,2023-01-01,07:08:56,1,5,57,3.1,Tea\n",
        "order_lines",
        {
            "order_id": "transaction_id",
            "order_date": "transaction_date",
            "order_time": "transaction_time",
            "quantity": "transaction_qty",
            "channel": "store_id",
            "sku": "product_id",
            "unit_price": "unit_price",
            "category": "product_category",
        },
        {"1": "6", "2": "3.1"},
    ),
    Export(
        "baskets of a grocer, with weeks for dates",
        "household_key,BASKET_ID,DAY,PRODUCT_ID,QUANTITY,SALES_VALUE,STORE_ID,WEEK_NO\n"
        "2375,26984851472,1,1004906,1,1.39,364,1\n2375,26984851472,1,1033142,1,0.82,364,1\n"
        "1364,26984896261,1,842930,1,2.19,31742,1\n",
        "order_lines",
        {
            "customer_id": "household_key",
            "order_id": "BASKET_ID",
            "sku": "PRODUCT_ID",
            "quantity": "QUANTITY",
            "line_amount": "SALES_VALUE",
            "channel": "STORE_ID",
        },
        {"26984851472": "2.21", "26984896261": "2.19"},
    ),
    Export(
        "payments of orders",
        '"order_id","payment_sequential","payment_type","payment_value"\n'
        '"b81e",1,"credit_card",99.33\n"a981",1,"credit_card",24.39\n"a981",2,"voucher",10.00\n',
        "order_lines",
        {"order_id": "order_id", "payment": "payment_type", "total": "payment_value"},
        {"a981": "34.39", "b81e": "99.33"},
    ),
    Export(
        "lines after their discount",
        "Customer Fname,Customer Id,Customer Lname,order date (DateOrders),Order Id,"
        "Order Item Discount,Order Item Quantity,Sales,Order Item Total,Order Status\n"
        "Ann,20755,Gray,1/31/2018 22:56,77202,13.11,1,327.75,314.64,COMPLETE\n"
        "Dan,19492,Hill,1/13/2018 12:27,75939,16.39,1,327.75,311.36,COMPLETE\n",
        "order_lines",
        {
            "first_name": "Customer Fname",
            "customer_id": "Customer Id",
            "last_name": "Customer Lname",
            "order_date": "order date (DateOrders)",
            "order_id": "Order Id",
            "discount": "Order Item Discount",
            "quantity": "Order Item Quantity",
            "line_amount": "Order Item Total",
            "status": "Order Status",
        },
        {"77202": "314.64", "75939": "311.36"},
    ),
]
