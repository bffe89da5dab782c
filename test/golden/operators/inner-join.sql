-- Databricks
SELECT orders.order_id AS id, customers.name
FROM orders
JOIN customers
  ON orders.customer = customers.customer

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
