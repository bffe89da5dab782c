-- Databricks
SELECT
  customer,
  CAST(placed_at AS DATE) AS day,
  sum(amount) AS amount,
  grouping_id() AS level
FROM orders
GROUP BY ROLLUP (customer, CAST(placed_at AS DATE))

-- Spark
-- the same

-- DuckDB
SELECT
  "customer",
  CAST("placed_at" AS DATE) AS "day",
  CAST(sum("amount") AS DECIMAL(20,2)) AS "amount",
  grouping("customer", CAST("placed_at" AS DATE)) AS "level"
FROM "orders"
GROUP BY ROLLUP ("customer", CAST("placed_at" AS DATE))
HAVING count(*) > 0
