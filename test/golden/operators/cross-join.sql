-- Databricks
SELECT orders.order_id AS id, customers.name
FROM orders
CROSS JOIN customers

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
CROSS JOIN "customers"
