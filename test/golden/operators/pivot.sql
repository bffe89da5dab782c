-- Databricks
SELECT
  CAST(placed_at AS DATE) AS day,
  sum(amount) FILTER (WHERE customer = 'ann') AS ann,
  sum(amount) FILTER (WHERE customer = 'bob') AS bob
FROM orders
GROUP BY CAST(placed_at AS DATE)

-- Spark
-- the same

-- DuckDB
SELECT
  CAST("placed_at" AS DATE) AS "day",
  CAST(sum("amount") FILTER (WHERE "customer" = 'ann') AS DECIMAL(20,2)) AS "ann",
  CAST(sum("amount") FILTER (WHERE "customer" = 'bob') AS DECIMAL(20,2)) AS "bob"
FROM "orders"
GROUP BY CAST("placed_at" AS DATE)
