-- Databricks
SELECT order_id AS id, customer AS who
FROM orders
UNION ALL
SELECT length(name) AS id, name AS who
FROM customers
UNION ALL
SELECT -order_id AS id, customer AS who
FROM orders
WHERE order_id = 5

-- Spark
-- the same

-- DuckDB
SELECT "order_id" AS "id", "customer" AS "who"
FROM "orders"
UNION ALL
SELECT CAST(length("name") AS INTEGER) AS "id", "name" AS "who"
FROM "customers"
UNION ALL
SELECT -"order_id" AS "id", "customer" AS "who"
FROM "orders"
WHERE "order_id" = 5
