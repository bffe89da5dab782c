-- Databricks
WITH aggregated AS (
  SELECT customer, count(order_id) AS n
  FROM orders
  GROUP BY customer
)
SELECT customer
FROM aggregated

-- Spark
-- the same

-- DuckDB
WITH "aggregated" AS (
  SELECT "customer", count("order_id") AS "n"
  FROM "orders"
  GROUP BY "customer"
)
SELECT "customer"
FROM "aggregated"
