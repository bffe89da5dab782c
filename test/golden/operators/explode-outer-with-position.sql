-- Databricks
SELECT orders.order_id, orders.customer, exploded.n
FROM orders
LATERAL VIEW OUTER posexplode(orders.lines) exploded AS n, line

-- Spark
-- the same

-- DuckDB
SELECT "orders"."order_id", "orders"."customer", "exploded"."n"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest(CASE WHEN len("orders"."lines") > 0 THEN "orders"."lines" ELSE [NULL] END) AS "line", CAST(unnest(CASE WHEN len("orders"."lines") > 0 THEN range(len("orders"."lines")) ELSE [NULL] END) AS INTEGER) AS "n") AS "exploded"
