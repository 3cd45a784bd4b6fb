"""Where each known export is made in the shop's panel, and which one to fetch instead.

The texts of the catalogue, by the id of its entries; ``instead`` only for exports whose
people cannot be told apart.
"""

from __future__ import annotations

from segmentation.language import mark

WHERE: dict[str, str] = {
    "shopify.orders": mark("Shopify admin: Orders, Export, plain CSV file."),
    "shopify.customers": mark("Shopify admin: Customers, Export, plain CSV file."),
    "woocommerce.analytics_orders": mark("WordPress panel: Analytics, Orders, Download."),
    "woocommerce.analytics_customers": mark("WordPress panel: Analytics, Customers, Download."),
    "woocommerce.webtoffee_orders": mark(
        "WordPress panel: WebToffee Import Export, Export, Orders, CSV file."
    ),
    "woocommerce.advanced_orders": mark("WordPress panel: WooCommerce, Export Orders, CSV file."),
    "woocommerce.csv_export_orders": mark(
        "WordPress panel: WooCommerce, CSV Export, Export Orders."
    ),
    "prestashop.customers": mark("PrestaShop panel: Customers, Export in the menu of the list."),
    "prestashop.orders": mark("PrestaShop panel: Orders, Export in the menu of the list."),
    "prestashop.sql_orders": mark(
        "PrestaShop panel: Advanced Parameters, Database, SQL Manager, export of your query."
    ),
    "prestashop.sql_order_lines": mark(
        "PrestaShop panel: Advanced Parameters, Database, SQL Manager, export of your query."
    ),
    "prestashop.sql_customers": mark(
        "PrestaShop panel: Advanced Parameters, Database, SQL Manager, export of your query."
    ),
    "magento.orders": mark("Magento panel: Sales, Orders, Export, CSV."),
    "magento.customers": mark("Magento panel: Customers, All Customers, Export, CSV."),
    "shoper.customers": mark("Shoper panel: Customers, Export, CSV file."),
    "etsy.orders": mark("Etsy: Shop Manager, Settings, Options, Download Data, Orders."),
    "etsy.order_items": mark("Etsy: Shop Manager, Settings, Options, Download Data, Order Items."),
    "ebay.orders": mark("eBay Seller Hub: Orders, Download report."),
    "amazon.all_orders": mark("Amazon Seller Central: Reports, Fulfillment, All Orders."),
    "ozon.orders": mark("Ozon Seller: orders page, download the report as a CSV file."),
    "wildberries.realization": mark("Wildberries seller portal: Finance, weekly report in detail."),
    "square.transactions": mark("Square Dashboard: Transactions, Export, Transactions CSV."),
    "square.items": mark("Square Dashboard: Transactions, Export, Items Detail CSV."),
    "squarespace.orders": mark("Squarespace panel: Selling, Orders, Download CSV."),
    "wix.orders": mark("Wix dashboard: Orders, More Actions, Export Orders."),
    "bigcommerce.orders": mark("BigCommerce panel: Orders, Export, CSV file."),
    "stripe.customers": mark("Stripe Dashboard: Customers, Export."),
    "stripe.payments": mark("Stripe Dashboard: Payments, Export, all columns."),
    "mailchimp.audience": mark("Mailchimp: Audience, All contacts, Export Audience."),
    "bitrix.orders": mark("1C-Bitrix panel: Shop, Orders, export of the list."),
}
INSTEAD: dict[str, str] = {
    "woocommerce.analytics_orders": mark(
        "This file names customers without an e-mail. For groups of customers, export the orders "
        "with an export plugin that writes billing e-mails (WebToffee, Advanced Order Export), "
        "or use the file from Analytics, Customers on its own."
    ),
    "prestashop.orders": mark(
        "This file shortens names and has no e-mails. For groups of customers, export the orders "
        "with the SQL Manager, with id_customer or email among the columns, or use the file from "
        "Customers on its own."
    ),
    "amazon.all_orders": mark(
        "Amazon keeps its buyers to itself. For groups of customers, use the orders of your own "
        "shop."
    ),
    "ozon.orders": mark(
        "Ozon keeps its buyers to itself. For groups of customers, use the orders of your own shop."
    ),
    "wildberries.realization": mark(
        "Wildberries keeps its buyers to itself. For groups of customers, use the orders of your "
        "own shop."
    ),
    "bitrix.orders": mark(
        "This file names no buyers. For groups of customers, add the buyer's e-mail or phone to "
        "the columns of the order list and export it again."
    ),
}
