-- Databricks
SELECT orders.order_id AS id, customers.name, customers.name IS NOT NULL AS known
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "customers"."name", "customers"."name" IS NOT NULL AS "known"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
