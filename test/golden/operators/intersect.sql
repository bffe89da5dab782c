-- Databricks
SELECT customer
FROM orders
INTERSECT
SELECT customer
FROM customers

-- Spark
-- the same

-- DuckDB
SELECT "customer"
FROM "orders"
INTERSECT
SELECT "customer"
FROM "customers"
