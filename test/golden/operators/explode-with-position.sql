-- Databricks
SELECT orders.order_id AS id, exploded.n, exploded.line.sku AS sku
FROM orders
LATERAL VIEW posexplode(orders.lines) exploded AS n, line

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id" AS "id", "exploded"."n", "exploded"."line"."sku" AS "sku"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line", CAST(unnest(range(len("orders"."lines"))) AS INTEGER) AS "n") AS "exploded"
