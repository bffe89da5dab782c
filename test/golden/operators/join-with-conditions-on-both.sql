-- Databricks
SELECT orders.order_id AS id, customers.name
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer
  AND CAST(orders.placed_at AS DATE) > customers.since
  AND customers.name <> 'Ann'

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
  AND CAST("orders"."placed_at" AS DATE) > "customers"."since"
  AND "customers"."name" <> 'Ann'
