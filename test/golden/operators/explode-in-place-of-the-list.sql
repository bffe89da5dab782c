-- Databricks
SELECT orders.order_id AS id, exploded.lines.sku AS sku
FROM orders
LATERAL VIEW explode(orders.lines) exploded AS lines
WHERE exploded.lines IS NOT NULL

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "exploded"."lines"."sku" AS "sku"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "lines") AS "exploded"
WHERE "exploded"."lines" IS NOT NULL
