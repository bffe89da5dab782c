-- Databricks
WITH derived AS (
  SELECT
    order_id,
    customer,
    amount,
    placed_at,
    lines,
    hour(placed_at) AS hour
  FROM orders
)
SELECT order_id AS id, hour AS a, hour + 1 AS b
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
    CAST(hour(make_timestamp(epoch_us("placed_at"))) AS INTEGER) AS "hour"
  FROM "orders"
)
SELECT "order_id" AS "id", "hour" AS "a", add("hour", 1) AS "b"
FROM "derived"
