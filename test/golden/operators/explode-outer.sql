-- Databricks
SELECT orders.order_id AS id, exploded.line.sku AS sku
FROM orders
LATERAL VIEW OUTER explode(orders.lines) exploded AS line

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "exploded"."line"."sku" AS "sku"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest(CASE WHEN len("orders"."lines") > 0 THEN "orders"."lines" ELSE [NULL] END) AS "line") AS "exploded"
