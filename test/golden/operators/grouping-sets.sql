-- Databricks
SELECT
  customer,
  CAST(placed_at AS DATE) AS day,
  count(*) AS n,
  grouping(customer) AS `any`
FROM orders
GROUP BY GROUPING SETS ((customer), (CAST(placed_at AS DATE)), ())

-- Spark
-- the same

-- DuckDB
SELECT
  "customer",
  CAST("placed_at" AS DATE) AS "day",
  count(*) AS "n",
  CAST(grouping("customer") AS TINYINT) AS "any"
FROM "orders"
GROUP BY GROUPING SETS (("customer"), (CAST("placed_at" AS DATE)), ())
HAVING count(*) > 0
