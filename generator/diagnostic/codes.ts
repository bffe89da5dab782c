/** What `sluice explain <code>` says. */
export interface Explanation {
  /** One line: what is wrong. */
  readonly title: string;
  /** Why it is wrong and what to do, in full sentences. */
  readonly text: string;
}

/** Every code a diagnostic may carry, `area/kebab`. A code that is not here does not compile. */
export const codes = {
  "column/unknown": {
    title: "a column is read that is not there",
    text: "The relation has no column of that name. Columns exist from the select, derive or schema that made them; a row of another relation has other columns.",
  },
  "column/duplicate": {
    title: "two columns have one name",
    text: "Spark compares column names without case, so a relation cannot have both `Id` and `id`. Give one of them another name.",
  },
  "column/name": {
    title: "a name no column can have",
    text: "Column names stand between backticks in SQL. They are not empty and have neither control characters nor a dollar before a brace, which Databricks replaces by configuration. The columns of a table, and the fields inside them, also have none of blank , ; { } ( ) and =, which Delta refuses unless the table property delta.columnMapping.mode is name.",
  },
  "expression/not-boolean": {
    title: "a condition is not a condition",
    text: "Filters, join conditions and expectations take BOOLEAN. Compare the value with something.",
  },
  "expectation/no-action": {
    title: "an expectation without an action",
    text: "A row that breaks an expectation is counted and kept by warn(…), counted and left out by drop(…), or fails the update by fail(…). None of them is a default.",
  },
  "explode/not-a-list": { title: "explode of something that is no list", text: "explode makes a row for each element of an ARRAY." },
  "json/unknown-option": {
    title: "an option that reading JSON does not have",
    text: "Spark ignores options it does not know, so that a misspelt one changes nothing and nobody is told. Their values are words that Spark knows.",
  },
  "json/not-text": { title: "parseJson of something that is no text", text: "parseJson reads a STRING column." },
  "join/stream-on-the-right": {
    title: "a stream on the right side of a join",
    text: "A stream is joined with a batch: for each row that arrives, the batch is seen as it is at that moment. Joins of two streams are not offered yet.",
  },
  "union/columns-differ": {
    title: "rows put together that have different columns",
    text: "union, intersect and except match columns by name; both sides must have the same.",
  },
  "union/types-differ": {
    title: "rows put together whose columns have different types",
    text: "Columns of one name must have one type on both sides; nothing is widened silently.",
  },
  "aggregate/not-groupable": {
    title: "grouping by a value that makes no groups",
    text: "Maps cannot be compared, so rows cannot be grouped by them; and a constant is the same for all rows. (A number in GROUP BY would even mean a column by its position.)",
  },
  "distinct/not-comparable": {
    title: "rows compared that have a map in them",
    text: "distinct, intersect and except compare whole rows. Maps cannot be compared.",
  },
  "aggregate/grouping": {
    title: "levels of grouping that do not fit the group columns",
    text: "rollup groups by all group columns, by all but the last, and so on to the whole; cube by every choice of them; sets name their columns, each of them a group column. grouping(x) and groupingId() say which level a row is of, so they need several.",
  },
  "pivot/not-constant": {
    title: "a column of a pivot that is of no constant",
    text: "The columns of a table are known before its rows are, so each column of a pivot is of a value that stands in the pipeline.",
  },
  "raw/malformed": {
    title: "a text in SQL that cannot be taken over",
    text: "raw and rawRelation take a text for every dialect, made by sql, or the reason why there is none. Operands stand in it by interpolation only. A text has neither comments nor a dollar before a brace, which Databricks replaces by configuration.",
  },
  "values/malformed": {
    title: "a row that does not have the declared columns",
    text: "Rows written out have a value of the declared type for each column.",
  },
  "limit/not-a-count": {
    title: "a limit or an offset that counts no rows",
    text: "A limit is a whole number of rows from 1 on, an offset one from 0 on.",
  },
  "limit/without-order": {
    title: "a limit over rows in no order",
    text: "Which rows a limit keeps is decided by an order. Without one they are other rows in every run, and on every engine.",
  },
  "limit/order-alone": {
    title: "an order without a limit",
    text: "A table has no order: who reads it orders the rows. An order decides something only together with a limit.",
  },
  "order/not-orderable": {
    title: "an order by a value that has none",
    text: "Maps cannot be compared, so rows cannot be ordered by them; and a constant is the same for all rows. (A number in ORDER BY would even mean a column by its position.)",
  },
  "watermark/not-a-timestamp": {
    title: "a watermark on something that is no timestamp",
    text: "A watermark follows event time, which is a TIMESTAMP.",
  },
  "window/slide": {
    title: "windows with gaps between them",
    text: "With slide, a window begins every so often, and windows overlap. When slide is longer than the window, rows fall between two windows; Spark refuses that.",
  },
  "window/not-a-timestamp": {
    title: "a window over something that is no timestamp",
    text: "Windows are cut from event time, which is a TIMESTAMP.",
  },
  "window/frame": {
    title: "a frame that no window can have",
    text: "rows(from, to) counts rows and range(from, to) measures the distance in the one column that orders: whole numbers for numbers, a length of time for timestamps, days for dates. What is before the current row is negative.",
  },
  "window/function": {
    title: "a function that cannot be computed over this window",
    text: "Ranks and lag need an order and have frames of their own; DISTINCT is not computed over windows by Spark, and FILTER not by every version of it.",
  },
  "window/outside-select": {
    title: "a window function where it cannot stand",
    text: "A window function has a value for each row that is there, so filters and groups come before or after it, never around it: compute it in select or derive, then filter or group what that gives.",
  },
  "interval/malformed": {
    title: "an interval that cannot be read",
    text: 'Intervals are a whole number and a unit: "30 seconds", "10 minutes", "1 hour", "7 days".',
  },
  "expression/dropped": {
    title: "a condition was built and then lost",
    text: "JavaScript's &&, ||, ?? and ?: cannot be taught about columns: they pick one operand and the other is gone. Every condition built in a callback must be part of what the callback returns. Sluice sees this for conditions written in the callback itself; it cannot see a plain BOOLEAN column that was the left operand, nor the right side of || and ??, which JavaScript does not even compute, nor what a function called by the callback left over.",
  },
  "column/foreign": {
    title: "a column of a relation that is not read here",
    text: "A callback may use the columns of the row it is given. A row object kept from another callback belongs to another relation, whose columns this query does not have.",
  },
  "function/operand": {
    title: "a function was given an operand it does not take",
    text: "Operands are not converted silently. Cast the value, or use another column.",
  },
  "regex/invalid": {
    title: "a regular expression that Java does not read",
    text: "Patterns are those of java.util.regex.Pattern. A pattern that is written out is read when the pipeline is compiled, so that no flow fails by it.",
  },
  "regex/group": {
    title: "a group that the pattern does not have",
    text: "Groups are counted by their opening parentheses, from 1; group 0 is all of the match. Without a number regexp_extract asks for group 1. Spark would fail at the first row that matches.",
  },
  "regex/replacement": {
    title: "a replacement that Java does not read",
    text: `In a replacement $1 and \${name} stand for what groups matched, and a backslash takes its meaning from what follows. Spark would fail at the first row that matches.`,
  },
  "like/invalid": {
    title: "a LIKE pattern with a stray escape",
    text: "Before %, _ and itself the escape character makes them literal. Before anything else, and at the end, Spark fails.",
  },
  "function/date-pattern": {
    title: "a pattern for dates and times that Spark does not take",
    text: "Patterns are those of Java's DateTimeFormatter, yyyy-MM-dd HH:mm:ss. Spark forbids the letters that count by weeks (Y, w, W, u, e, c) and some others, and when parsing E, F, q and Q.",
  },
  "function/time-zone": {
    title: "a time zone that Spark does not know",
    text: "Zones are the names of IANA, as in Europe/Berlin, in their exact case, Java's three-letter ones, and offsets, +02:00 or UTC+2.",
  },
  "literal/not-a-value": {
    title: "neither a column nor a plain value",
    text: "Plain texts, whole numbers, true and false stand for themselves beside a column. Other literals are made by dec, double, big, day and instant.",
  },
  "literal/not-whole": {
    title: "a number with a fraction",
    text: "1.5 could be DECIMAL(2,1) or DOUBLE, and the two compute differently. Say which.",
  },
  "literal/too-big": { title: "a whole number beyond INT", text: "A plain number is an INT. Larger ones are written big(…n)." },
  "literal/malformed": {
    title: "a literal that cannot be read",
    text: "dec takes digits with an optional point, day takes yyyy-MM-dd, instant takes ISO 8601 with a zone.",
  },
  "dialect/refused": {
    title: "an engine cannot do this exactly",
    text: "What a dialect cannot do exactly as Databricks does is refused instead of approximated: a silent difference would be worse than none. The message says which part of the query it is and what to write instead.",
  },
  "schema/decimal": { title: "a decimal that does not exist", text: "DECIMAL has 1 to 38 digits, 0 to all of them after the point." },
  "schema/not-an-object": { title: "a record that is no object", text: "Columns have names, so a record is read by z.object." },
  "schema/not-enforced": {
    title: "checks of the schema that SQL does not make",
    text: "Types and required fields are checked when a record is read. Other checks of a zod schema (lengths, ranges, patterns, enumerations, refinements) are not: a record that breaks them is good. State those that matter as expectations; they are counted, and drop or fail as you say.",
  },
  "schema/no-column-type": {
    title: "a schema no column type holds",
    text: "Every kind of zod schema that a column can hold faithfully is offered: strings, numbers by width, booleans, ISO dates and timestamps, enumerations, arrays, objects, records, nullable and optional. Others would have to be guessed.",
  },
  "json/unsupported-schema": {
    title: "a schema that JSON cannot be read with",
    text: "The emulator reads JSON exactly as Spark does or not at all. Names that differ only in case, maps whose keys are no strings and structs without fields are not read.",
  },
  "json/duplicate-map-key": {
    title: "a JSON object with two equal names where a MAP is read",
    text: "Spark keeps both entries in the map, DuckDB's MAP cannot. As a STRUCT the last one is taken, as a STRING the text is kept.",
  },
  "value/zone-region": {
    title: "a timestamp in a time zone that only Java has",
    text: "The emulator knows the zones that Java 17 knows, such as Europe/Berlin, US/Pacific and PST, but those of the area SystemV.",
  },
  "value/time-without-date": {
    title: "a time without a date where a timestamp is read",
    text: "Spark takes the date of the day on which the pipeline runs. The emulator gives the same result every day, so it refuses.",
  },
  "value/out-of-range": {
    title: "a date or timestamp that DuckDB cannot hold",
    text: "Spark's DATE is any 32-bit number of days and its TIMESTAMP any 64-bit number of microseconds; DuckDB's end a little earlier, and their last values mean infinity.",
  },
  "aggregate/outside-group": {
    title: "an aggregate where there is one row",
    text: "sum, count and their like are computed over the rows of a group, so they stand in the select of aggregate and windowed only, and not inside each other.",
  },
  "aggregate/plain-column": {
    title: "a plain column among aggregates",
    text: "A group has many rows, so each of its columns is a group column or an aggregate.",
  },
  "selection/empty": {
    title: "a relation without columns",
    text: "A relation has at least one column; a table without columns does not exist.",
  },
  "selection/not-an-object": {
    title: "a selection that names nothing",
    text: "select, derive and by give an object whose keys are column names.",
  },
  "relation/not-a-relation": {
    title: "something that is no relation",
    text: "Datasets read relations: other datasets, the stream() of a source, and what is built on them.",
  },
  "source/topic-name": {
    title: "a name Kafka does not take",
    text: "Topic names have up to 249 letters, digits, dots, underscores and hyphens.",
  },
  "source/partitions": {
    title: "a topic without partitions",
    text: "The number of partitions is a whole number of at least 1. It cannot be lowered later.",
  },
  "source/csv-column": {
    title: "a column that no CSV file holds",
    text: "A cell of a CSV file is a text, a number, a time or TRUE and FALSE. Lists, structs, maps and bytes are read from JSON.",
  },
  "source/path": {
    title: "a path that leaves its zone",
    text: "Paths are relative to the zone they stand in, so that a zone can be moved as a whole.",
  },
  "name/malformed": {
    title: "a name that cannot be used everywhere",
    text: "Names become SQL identifiers, configuration keys and folders: lower case letters, digits and underscores, a letter first, at most 63.",
  },
  "name/duplicate": {
    title: "two things with one name",
    text: "Names are compared without case. Flows are found again by name, so two of one name would share a checkpoint.",
  },
  "quarantine/nothing-dropped": {
    title: "a quarantine for a dataset that drops nothing",
    text: "A quarantine keeps the rows that a drop expectation loses. Without one it would stay empty for ever.",
  },
  "quarantine/stateful": {
    title: "a quarantine over a stateful query",
    text: "A quarantine reads the same input a second time. A query with groups or windows would keep a second state and could decide differently; put the expectation before the stateful step.",
  },
  "graph/not-in-pipeline": {
    title: "a dataset is read that is not part of the pipeline",
    text: "Every dataset a pipeline reads must be among its datasets. Export it from the layer's file.",
  },
  "graph/other-pipeline": { title: "a dataset of another pipeline", text: "Reading datasets of another pipeline is not offered yet." },
  "pipeline/empty": {
    title: "a pipeline without a table",
    text: "Databricks refuses a pipeline that has only views or nothing at all (RUN_EMPTY_PIPELINE).",
  },
  "infra/environment": {
    title: "a value of infra/environments.ts that cannot be",
    text: "The environments are checked before anything is built from them. The message names the value and what is wanted in its place.",
  },
  "infra/partitions-differ": {
    title: "one topic with two numbers of partitions",
    text: "An environment has one topic of a name, whichever pipelines read it, so all of them must declare it with the same number of partitions.",
  },
  "infra/topics-collide": {
    title: "two topics that Kafka cannot tell apart",
    text: 'Kafka writes "." as "_" in the names of its metrics and therefore refuses a topic whose name differs from another one only in that.',
  },
  "infra/sasl-not-provisioned": {
    title: "a password for brokers that take none",
    text: "The stacks provision MSK with IAM alone and Event Hubs without access keys, and a service credential a pipeline that reads them. A topic with SASL authentication would never be read.",
  },
  "infra/cadence": {
    title: "a cadence that no trigger has",
    text: "Databricks starts jobs by cron expression or every so many hours or days. Seven minutes do not divide an hour, and are rather refused than run at other times.",
  },
  "infra/retention": {
    title: "a retention that Event Hubs does not have",
    text: "Event Hubs keeps events for at most 7 days on Standard and 90 days on Premium. A full refresh replays only what is still kept, so a shorter retention is a decision of yours.",
  },
  "infra/partitions": {
    title: "more partitions than Event Hubs has",
    text: "An event hub has at most 32 partitions on Standard and 100 on Premium.",
  },
  "infra/too-many-topics": {
    title: "more topics than an Event Hubs namespace holds",
    text: "A namespace holds 10 event hubs on Standard and 100 a processing unit on Premium. Every environment has one namespace.",
  },
  "infra/name": {
    title: "a name that a cloud does not take",
    text: "Names in the clouds are made of the project, the environment and what you called a thing; each service has its own rules and lengths for them.",
  },
  "infra/names-collide": {
    title: "two things with one name in a cloud",
    text: "Some services know fewer letters than Sluice does, so that two of your names can become one of theirs.",
  },
  "input/malformed-line": {
    title: "a line of an input file that cannot be read",
    text: 'A line of a topic file is a JSON object {"key", "value", "timestamp", "offset"?, "headers"?} in UTF-8. Malformed messages are fine, they are text in "value"; the line around them must be good.',
  },
  "input/offset-order": {
    title: "offsets of a partition that do not increase",
    text: "The offset says how far a partition was read. It increases from record to record; where it is left out it is the previous one plus one, from 0.",
  },
  "input/replaced-file": {
    title: "a partition file that is not the one that was read before",
    text: "A partition file only grows at its end. One that begins otherwise, or is shorter than what was read of it, would be read as garbage.",
  },
  "input/unknown-file": {
    title: "a file in the input folder that is not part of its layout",
    text: "The folder of a topic holds one file a partition: 0.jsonl, 1.jsonl and so on. Anything else is likely a misspelt name, and its records would be lost silently.",
  },
  "input/not-utf8": {
    title: "a file that is not UTF-8",
    text: "Text, CSV and JSON files of a landing zone are read as UTF-8. Spark would keep broken bytes as they are, which DuckDB cannot.",
  },
  "pipeline/not-found": {
    title: "no pipeline of that name",
    text: "A pipeline is a folder under pipelines/ with an index.ts that exports it.",
  },
  "pipeline/cannot-load": {
    title: "a pipeline's module throws",
    text: "The TypeScript of the pipeline was run to learn what it declares, and it threw.",
  },
  "pipeline/name-differs": {
    title: "a pipeline that is not called as its folder",
    text: "Commands find a pipeline by its folder, and what is deployed carries its name; two folders with one name would become one pipeline.",
  },
  "pipeline/no-default-export": {
    title: "an index.ts that exports no pipeline",
    text: "The default export of pipelines/<name>/index.ts is what pipeline(…) gives.",
  },
  "streaming/view-of-stream": {
    title: "a materialized view over a stream",
    text: "A materialized view is what its query gives now, over everything there is; a stream only has what is new (STREAMING_RELATION_FOR_MATERIALIZED_VIEW).",
  },
  "streaming/table-of-batch": {
    title: "a streaming table over a batch",
    text: "A streaming table appends what is new, so its query must be a stream (BATCH_RELATION_FOR_STREAMING_TABLE).",
  },
  "streaming/operator": {
    title: "an operator that a stream cannot have",
    text: "Some operators need all rows at once. The message says which, and what to write instead.",
  },
  "streaming/window-without-watermark": {
    title: "windows over a stream without a watermark",
    text: "The watermark says when a window is complete: its row is written once, after that. Without one there is no such moment; what Databricks then does (every window written anew in every update) is not documented well enough to rely on.",
  },
  "streaming/view-mode": {
    title: "a temporary view read otherwise than it was written",
    text: "A temporary view has no rows of its own. Over a stream it is read with stream(), over a batch as it stands.",
  },
  "streaming/rewritten": {
    title: "a stream of a table that is rewritten",
    text: "Materialized views and targets of AUTO CDC change rows in place; a stream of them fails at the first change (DELTA_SOURCE_TABLE_IGNORE_CHANGES). Read them as a batch.",
  },
  "cdc/no-keys": { title: "AUTO CDC without keys", text: "Keys say which row an event is about." },
  "cdc/key-omitted": {
    title: "a key that the table does not keep",
    text: "AUTO CDC finds the row to change by its keys, so the table must have them.",
  },
  "cdc/no-sequence": {
    title: "AUTO CDC without a sequence",
    text: "The sequence says which of two events of a key is later, whatever order they arrive in.",
  },
  "cdc/not-comparable": {
    title: "a key or sequence that cannot be compared",
    text: "Keys and sequences are compared, which maps cannot be.",
  },
  "cdc/reserved-column": {
    title: "a column name that AUTO CDC keeps for itself",
    text: "AUTO CDC adds columns whose names begin with two underscores.",
  },
  "name/taken": {
    title: "a name that is used by what is generated",
    text: "The name would hide something the compiler or the emulator makes.",
  },
  "layout/cluster-by": {
    title: "columns a table cannot be clustered by",
    text: "Liquid clustering takes up to four columns with file statistics: numbers, texts, dates, timestamps (DELTA_CLUSTERING_COLUMNS_DATATYPE_NOT_SUPPORTED).",
  },
  "settings/interval-unused": {
    title: "an interval that starts nothing",
    text: "A continuous pipeline runs all the time; an interval only schedules a triggered one.",
  },
  "settings/time-zone": {
    title: "a time zone that does not exist",
    text: "The session's time zone decides how instants become days and hours. It is an IANA name.",
  },
  "secret/in-text": {
    title: "a text that looks like a credential",
    text: "Texts of a pipeline are written into notebooks, manifests and the catalog, where many can read them. Credentials belong in a secret scope.",
  },
  "simulator/parameter-unknown": {
    title: "a simulator has no such parameter",
    text: "Each simulator declares its parameters in a table; `sluice simulate <pipeline> --help` lists them with their units and defaults.",
  },
  "simulator/parameter-value": {
    title: "a parameter of a simulator has a value it cannot have",
    text: "Numbers are written plainly (30, 0.5) and have a least and a greatest value; choices are one of the words listed.",
  },
  "simulator/folder-foreign": {
    title: "the folder holds another simulation",
    text: "A simulation is continued only by the same simulator with the same parameters (all but the number of days), which `_simulation.json` in the folder records; anything else would mix two histories in one topic.",
  },
  "simulator/folder-changed": {
    title: "the folder was changed since the simulator wrote it",
    text: "A run into an existing folder adds what is missing, so what is there must be exactly what the simulation says. Records or files that somebody else wrote, or two runs at the same time, make that impossible.",
  },
  "simulator/folder-unwritable": {
    title: "the simulated input cannot be written",
    text: "The operating system refused to create or write a file below the folder given with `--out`. What was written stays whole; the next run adds the rest.",
  },
  "emulator/unsupported": {
    title: "something the emulator cannot run exactly",
    text: "The emulator runs stateless streaming operators, AUTO CDC type 1, and any batch query. What it cannot run as Databricks does is refused before anything runs, all at once, instead of being approximated. Notebooks and stacks are built all the same.",
  },
  "emulator/flow-failed": {
    title: "a flow of an update failed",
    text: "The micro-batch that failed left nothing behind; earlier ones of the same update stay, datasets downstream are skipped, and independent ones go on. The next update reads the same rows again, so the cause has to be mended first: in the input, in the query, or in an expectation that must hold.",
  },
  "emulator/cdc-tie": {
    title: "two changes of one key have the same sequence",
    text: "AUTO CDC expects one change a key and sequence; which of several wins is not defined on Databricks. The emulator does what open-source Spark was seen to do (an upsert beats a delete, the later arrival an earlier one) and counts the cases. Repeated events that are equal in every column are no ties.",
  },
  "input/missing-reference": {
    title: "reference data is not there",
    text: "A reference source is a file, or a folder of files, that is read whole in every update; Spark fails without it (PATH_NOT_FOUND). Landing zones and topics may be empty.",
  },
  "input/changed-file": {
    title: "a file changed after it was read",
    text: "A landing zone's file is known by its path and read once, as Auto Loader does without cloudFiles.allowOverwrites. A new version under the old name is not seen.",
  },
  "refresh/unknown-dataset": {
    title: "a dataset was chosen for a refresh that cannot be",
    text: "Refreshes are chosen by the names of streaming tables and materialized views of the pipeline, compared without case. Temporary views have no rows of their own.",
  },
  "refresh/twice": {
    title: "a dataset was chosen for two kinds of refresh",
    text: "A dataset is brought up to date or begins again, not both in one update.",
  },
  "refresh/not-resettable": {
    title: "a table that is protected from a full refresh",
    text: "The table property pipelines.reset.allowed = false says that the sources cannot give every row again, so a full refresh would lose rows. A full refresh of everything passes such a table by; naming it is an error (TABLE_NOT_RESETTABLE), and so is fully refreshing a table it streams from (INVALID_RESETTABLE_DEPENDENCY).",
  },
  "rows/unknown-dataset": {
    title: "rows of a dataset that is not in the pipeline",
    text: "Rows are shown of the datasets of the pipeline, by name without case.",
  },
  "rows/no-view": {
    title: "a temporary view that has no rows to show",
    text: "A temporary view is put in the place of its name in every flow that reads it. It can be looked at only when it is a batch query over tables of the pipeline that needs nothing of Sluice's own.",
  },
  "rows/not-computed": {
    title: "rows of a dataset that no update has made yet",
    text: "The dataset is in the pipeline, and the state file is from before it was.",
  },
  "state/missing": { title: "there is no state file", text: "The state file is made by the first update." },
  "state/not-a-state-file": {
    title: "the file is not a state file",
    text: "A state file is a DuckDB database that Sluice made. Other files, and other databases, are never written to.",
  },
  "state/other-pipeline": {
    title: "the state file is of another pipeline",
    text: "A state file keeps rows and checkpoints of one pipeline, by the pipeline's name.",
  },
  "state/newer-format": {
    title: "the state file was written by something newer",
    text: "A state file has a format version, and DuckDB's files have one too. A newer one is refused, since reading it wrongly could lose rows.",
  },
  "state/in-use": {
    title: "the state file is in use",
    text: "DuckDB lets one process write to a file, or several read it. An update holds the file only while it runs.",
  },
  "state/unwritable": {
    title: "the state file cannot be written",
    text: "The folder or the file cannot be opened for writing; the note has the operating system's reason.",
  },
  "state/name-taken": {
    title: "a name in the state file is taken",
    text: "Every dataset is a view of its own name in the state file. A table that another client made there under that name is not replaced.",
  },
  "state/inactive-dataset": {
    title: "a table that is no longer in the pipeline",
    text: "Its rows stay where they are and are not updated, as Databricks keeps tables that are removed from a pipeline's source as inactive ones. Defining the dataset again takes up where it stopped.",
  },
  "state/changed-kind": {
    title: "a dataset is now of another kind",
    text: "A streaming table keeps its rows, a materialized view is computed anew: the one cannot go on as the other without a full refresh.",
  },
  "state/changed-identity": {
    title: "rows would be merged otherwise than before",
    text: "Keys and the type of the sequence decide which stored row an event meets (AUTOCDC_INVALID_STATE.KEY_SCHEMA_DRIFT and SEQUENCING_TYPE_DRIFT in Spark). Changing them, or changing between appending and merging, needs a full refresh.",
  },
  "state/changed-type": {
    title: "a column has another type than its stored rows",
    text: "New columns are merged into a streaming table, NULL in older rows; a column that is there cannot change its type without a full refresh.",
  },
  "state/changed-sources": {
    title: "a flow reads other streams than its checkpoint",
    text: "A checkpoint keeps a position for each stream of a flow, by its place in the query. Adding, removing or exchanging one makes the positions meaningless, and Spark refuses to start the query.",
  },
  "state/upstream-refreshed": {
    title: "a table was fully refreshed under a stream that reads it",
    text: "A full refresh makes another table of the same name. What a streaming reader has already taken from the old one is not known in the new one, so the reader has to be fully refreshed too.",
  },
  "state/upstream-changed": {
    title: "rows were changed in a table that is streamed",
    text: "A stream sees rows that are added. Updates and deletes, as AUTO CDC and a materialized view make them, cannot be passed on, and Delta fails the reader (DELTA_SOURCE_TABLE_IGNORE_CHANGES).",
  },
  "cli/unknown-command": { title: "a command that does not exist", text: "`npx sluice --help` lists the commands." },
  "cli/unknown-option": {
    title: "an option that the command does not have",
    text: "`npx sluice <command> --help` lists the options of a command; those of `simulate` belong to the simulator.",
  },
  "cli/missing-argument": {
    title: "an argument or a value is missing",
    text: "`npx sluice <command> --help` says what a command takes. An option may not stand where its own value is expected.",
  },
  "cli/too-many-arguments": {
    title: "more arguments than the command takes",
    text: "`npx sluice <command> --help` says what a command takes. A value with blanks is quoted.",
  },
  "cli/option-value": { title: "a value that the option cannot have", text: "The message says which values the option takes." },
  "cli/option-conflict": { title: "two options that exclude each other", text: "Each of them asks for something else. Give one of them." },
  "cli/demo-folder": {
    title: "the folder of the demo cannot be cleared",
    text: "The demo begins afresh each time and removes what its last run left in .sluice/demo below the folder it is run in. The note has the operating system's reason.",
  },
  "cli/unknown-code": { title: "a code that no diagnostic has", text: "`npx sluice explain` without a code lists all of them." },
  "build/foreign-folder": {
    title: "a folder with files that no build made",
    text: "A build replaces and removes files in its own folder, DIR/<pipeline>, which it knows by the manifest.json that an earlier build left there. A folder with other files, or of another pipeline, is left as it is.",
  },
  "build/unwritable": {
    title: "the build cannot be written",
    text: "The operating system refused to make a folder or a file; the note has its reason. What was there before is whole.",
  },
  "input/missing-folder": {
    title: "there is no input folder",
    text: "The input folder stands for the outside world: topics/<topic>/<partition>.jsonl and files/<zone>/…. A simulator makes one, or you put recorded messages and files there.",
  },
  "input/nothing-there": {
    title: "an input folder without topics and files",
    text: "The folder has files, but none where an update looks for them: topics/<topic>/<partition>.jsonl and files/<zone>/…. It may be the wrong one.",
  },
  "simulator/not-found": {
    title: "there is no simulator for the pipeline",
    text: "The simulator of a pipeline is simulators/<pipeline>/index.ts, which exports it as `simulator`. It is built with the tool: run `npm run build` after adding one.",
  },
  "value/hexadecimal": {
    title: "a hexadecimal floating-point number",
    text: "Java, and so Spark's CSV reader, takes 0x1.8p1 for 3.0. The emulator does not.",
  },
  "input/unsupported-schema": {
    title: "a schema that CSV cannot be read with",
    text: "A CSV value is a simple value: arrays, maps and structs are not read, by Spark neither.",
  },
  "input/unsupported-option": {
    title: "an option of a file format that the emulator does not know exactly",
    text: "Separator, quote and escape of CSV are single characters that differ from each other, as far as they are not switched off.",
  },
  "input/too-many-columns": {
    title: "a line of CSV with more than 20,480 values",
    text: "Spark's reader fails there too; likely the separator or the quote is not the one of the file.",
  },
  "input/malformed-glob": {
    title: "a pattern for file names that cannot be read",
    text: "Patterns are those of Spark's pathGlobFilter: * and ? for any characters and any one, [a-z] and [^a-z] for sets, {a,b} for alternatives, a backslash before what is meant literally.",
  },
  "input/compressed-file": {
    title: "a compressed file",
    text: "Spark decompresses files whose names end in .gz, .bz2, .deflate, .lz4, .snappy or .zst. The emulator reads them only decompressed.",
  },
} as const satisfies Record<string, Explanation>;

export type Code = keyof typeof codes;
