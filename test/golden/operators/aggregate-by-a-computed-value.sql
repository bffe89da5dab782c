-- Databricks
SELECT CAST(placed_at AS DATE) AS day, customer, count(amount) AS n
FROM orders
GROUP BY CAST(placed_at AS DATE), customer

-- Spark
-- the same

-- DuckDB
SELECT CAST("placed_at" AS DATE) AS "day", "customer", count("amount") AS "n"
FROM "orders"
GROUP BY CAST("placed_at" AS DATE), "customer"
