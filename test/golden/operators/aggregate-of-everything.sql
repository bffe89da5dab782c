-- Databricks
SELECT count(*) AS n, sum(amount) AS total
FROM orders
WHERE order_id > 100

-- Spark
-- the same

-- DuckDB
SELECT count(*) AS "n", CAST(sum("amount") AS DECIMAL(20,2)) AS "total"
FROM "orders"
WHERE "order_id" > 100
