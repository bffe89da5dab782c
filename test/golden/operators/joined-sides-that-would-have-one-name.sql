-- Databricks
WITH selected AS (
  SELECT order_id AS id, hour(placed_at) AS hour
  FROM orders
),
selected_2 AS (
  SELECT id, hour AS a, hour + 1 AS b
  FROM selected
),
selected_3 AS (
  SELECT order_id AS id, size(lines) AS size
  FROM orders
)
SELECT
  selected_2.id,
  selected_2.a,
  selected_2.b,
  selected_3.size
FROM selected_2
JOIN selected_3
  ON selected_2.id = selected_3.id

-- Spark
-- the same

-- DuckDB
WITH "selected" AS (
  SELECT "order_id" AS "id", CAST(hour(make_timestamp(epoch_us("placed_at"))) AS INTEGER) AS "hour"
  FROM "orders"
),
"selected_2" AS (
  SELECT "id", "hour" AS "a", add("hour", 1) AS "b"
  FROM "selected"
),
"selected_3" AS (
  SELECT "order_id" AS "id", CAST(len("lines") AS INTEGER) AS "size"
  FROM "orders"
)
SELECT
  "selected_2"."id",
  "selected_2"."a",
  "selected_2"."b",
  "selected_3"."size"
FROM "selected_2"
JOIN "selected_3"
  ON "selected_2"."id" = "selected_3"."id"
