-- Databricks
WITH derived AS (
  SELECT
    order_id,
    customer,
    amount,
    placed_at,
    lines,
    order_id * 2 AS twice
  FROM orders
)
SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines,
  twice,
  twice * 2 AS four,
  twice * 4 AS eight
FROM derived

-- Spark
-- the same

-- DuckDB
WITH "derived" AS (
  SELECT
    "order_id",
    "customer",
    "amount",
    "placed_at",
    "lines",
    multiply("order_id", 2) AS "twice"
  FROM "orders"
)
SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines",
  "twice",
  multiply("twice", 2) AS "four",
  multiply("twice", 4) AS "eight"
FROM "derived"
