-- Databricks
WITH input AS (
  SELECT
    order_id,
    customer,
    amount,
    placed_at,
    lines
  FROM orders
  WHERE amount > 0
),
raw AS (
  SELECT order_id AS id FROM input TABLESAMPLE (10 PERCENT)
)
SELECT id
FROM raw

-- Spark
-- the same

-- DuckDB
WITH "input" AS (
  SELECT
    "order_id",
    "customer",
    "amount",
    "placed_at",
    "lines"
  FROM "orders"
  WHERE "amount" > CAST(0 AS DECIMAL(10,2))
),
"raw" AS (
  SELECT order_id AS id FROM "input" USING SAMPLE 10%
)
SELECT "id"
FROM "raw"
