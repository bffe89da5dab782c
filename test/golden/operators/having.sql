-- Databricks
WITH aggregated AS (
  SELECT customer, count(*) AS n
  FROM orders
  GROUP BY customer
)
SELECT customer, n
FROM aggregated
WHERE n > 1

-- Spark
-- the same

-- DuckDB
WITH "aggregated" AS (
  SELECT "customer", count(*) AS "n"
  FROM "orders"
  GROUP BY "customer"
)
SELECT "customer", "n"
FROM "aggregated"
WHERE "n" > 1
