-- Databricks
WITH combined AS (
  SELECT customer AS who
  FROM orders
  UNION ALL
  SELECT customer AS who
  FROM customers
)
SELECT who, count(*) AS n
FROM combined
WHERE who IS NOT NULL
GROUP BY who

-- Spark
-- the same

-- DuckDB
WITH "combined" AS (
  SELECT "customer" AS "who"
  FROM "orders"
  UNION ALL
  SELECT "customer" AS "who"
  FROM "customers"
)
SELECT "who", count(*) AS "n"
FROM "combined"
WHERE "who" IS NOT NULL
GROUP BY "who"
