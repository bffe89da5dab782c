-- Databricks
SELECT customers.name, exploded.i, exploded.letter
FROM customers
LATERAL VIEW posexplode(split(customers.name, 'n')) exploded AS i, letter

-- Spark
-- the same

-- DuckDB
SELECT "customers"."name", "exploded"."i", "exploded"."letter"
FROM "customers"
CROSS JOIN LATERAL (SELECT unnest(string_split("customers"."name", 'n')) AS "letter", CAST(unnest(range(len(string_split("customers"."name", 'n')))) AS INTEGER) AS "i") AS "exploded"
