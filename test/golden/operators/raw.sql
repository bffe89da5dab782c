-- Databricks
SELECT order_id AS id, soundex(customer) AS sounds
FROM orders

-- Spark
-- the same

-- DuckDB
refused: raw: DuckDB has no soundex
