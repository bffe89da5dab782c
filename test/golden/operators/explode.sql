-- Databricks
SELECT orders.order_id AS id, exploded.line.sku AS sku, exploded.line.quantity AS quantity
FROM orders
LATERAL VIEW explode(orders.lines) exploded AS line

-- Spark
-- the same

-- DuckDB
SELECT
  "orders"."order_id" AS "id",
  "exploded"."line"."sku" AS "sku",
  "exploded"."line"."quantity" AS "quantity"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line") AS "exploded"
