-- Databricks
SELECT
  customer,
  count(*) AS n,
  sum(amount) AS total,
  max(placed_at) AS last
FROM orders
GROUP BY customer

-- Spark
-- the same

-- DuckDB
SELECT
  "customer",
  count(*) AS "n",
  CAST(sum("amount") AS DECIMAL(20,2)) AS "total",
  max("placed_at") AS "last"
FROM "orders"
GROUP BY "customer"
