-- Databricks
SELECT orders.order_id AS id
FROM orders
LEFT SEMI JOIN customers
  ON orders.customer = customers.customer

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id"
FROM "orders"
SEMI JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
