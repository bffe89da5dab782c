-- Databricks
SELECT DISTINCT customer, CAST(placed_at AS DATE) AS day
FROM orders

-- Spark
-- the same

-- DuckDB
SELECT DISTINCT "customer", CAST("placed_at" AS DATE) AS "day"
FROM "orders"
