-- Databricks
SELECT `select`, `from`
FROM `order`
WHERE `select` > 0

-- Spark
-- the same

-- DuckDB
SELECT "select", "from"
FROM "order"
WHERE "select" > 0
