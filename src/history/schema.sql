-- Results of batches over time. Points are percentage points of coverage; dates are YYYY-MM-DD,
-- times UTC. A value that was not measured is NULL beside a reason.
CREATE TABLE runs (
    id            INTEGER PRIMARY KEY,
    started       TEXT NOT NULL,
    finished      TEXT,
    version       TEXT NOT NULL,
    method        TEXT NOT NULL,
    params_sha256 TEXT NOT NULL,
    clinic        TEXT NOT NULL,
    output        TEXT NOT NULL,
    shard         TEXT
) STRICT;

CREATE TABLE subjects (
    run              INTEGER NOT NULL REFERENCES runs (id),
    path             TEXT NOT NULL,
    subject          TEXT NOT NULL,
    treatment        TEXT,
    start            TEXT,
    sessions_held    INTEGER,
    sessions_planned INTEGER,
    status           TEXT NOT NULL CHECK (status IN ('complete', 'partial', 'failed')),
    stage            TEXT,
    reason           TEXT,
    hint             TEXT,
    key              TEXT,
    kept             INTEGER NOT NULL,
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE photos (
    run               INTEGER NOT NULL,
    path              TEXT NOT NULL,
    photo             TEXT NOT NULL,
    view              TEXT NOT NULL,
    file              TEXT NOT NULL,
    sha256            TEXT NOT NULL,
    date              TEXT NOT NULL,
    day               INTEGER,
    width_px          INTEGER NOT NULL,
    height_px         INTEGER NOT NULL,
    registration      TEXT NOT NULL,
    residual_permille REAL,
    PRIMARY KEY (run, path, photo),
    FOREIGN KEY (run, path) REFERENCES subjects (run, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (
    run          INTEGER NOT NULL,
    path         TEXT NOT NULL,
    photo        TEXT NOT NULL,
    region       TEXT NOT NULL,
    coverage     REAL,
    ci95_low     REAL,
    ci95_high    REAL,
    area_px      INTEGER NOT NULL,
    excluded_px  INTEGER NOT NULL,
    reason       TEXT,
    PRIMARY KEY (run, path, photo, region),
    FOREIGN KEY (run, path, photo) REFERENCES photos (run, path, photo)
) STRICT, WITHOUT ROWID;

-- A visit is all photos of one view on one day; its values are the mean over its photos.
CREATE TABLE visits (
    run       INTEGER NOT NULL,
    path      TEXT NOT NULL,
    view      TEXT NOT NULL,
    visit     TEXT NOT NULL,
    date      TEXT NOT NULL,
    day       INTEGER,
    photos    INTEGER NOT NULL,
    spread_pp REAL,
    baseline  INTEGER NOT NULL,
    PRIMARY KEY (run, path, view, visit),
    FOREIGN KEY (run, path) REFERENCES subjects (run, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_coverage (
    run       INTEGER NOT NULL,
    path      TEXT NOT NULL,
    view      TEXT NOT NULL,
    visit     TEXT NOT NULL,
    region    TEXT NOT NULL,
    coverage  REAL,
    ci95_low  REAL,
    ci95_high REAL,
    reason    TEXT,
    PRIMARY KEY (run, path, view, visit, region),
    FOREIGN KEY (run, path, view, visit) REFERENCES visits (run, path, view, visit)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    run           INTEGER NOT NULL,
    path          TEXT NOT NULL,
    view          TEXT NOT NULL,
    from_visit    TEXT NOT NULL,
    to_visit      TEXT NOT NULL,
    region        TEXT NOT NULL,
    days          INTEGER,
    delta_pp      REAL,
    ci95_low_pp   REAL,
    ci95_high_pp  REAL,
    detectable_pp REAL,
    verdict       TEXT NOT NULL,
    reason        TEXT,
    PRIMARY KEY (run, path, view, from_visit, to_visit, region),
    FOREIGN KEY (run, path, view, from_visit) REFERENCES visits (run, path, view, visit),
    FOREIGN KEY (run, path, view, to_visit) REFERENCES visits (run, path, view, visit)
) STRICT, WITHOUT ROWID;

-- Hairs counted on close-ups, a row per photo and region.
CREATE TABLE closeups (
    run             INTEGER NOT NULL,
    path            TEXT NOT NULL,
    view            TEXT NOT NULL,
    photo           TEXT NOT NULL,  -- the visit: its photo, or a name of its own where it has several
    region          TEXT NOT NULL,
    date            TEXT NOT NULL,
    hairs           INTEGER,
    density_per_cm2 REAL,
    ci95_low        REAL,
    ci95_high       REAL,
    reason          TEXT,
    baseline        INTEGER NOT NULL,
    PRIMARY KEY (run, path, view, photo, region),
    FOREIGN KEY (run, path) REFERENCES subjects (run, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE closeup_changes (
    run           INTEGER NOT NULL,
    path          TEXT NOT NULL,
    view          TEXT NOT NULL,
    from_photo    TEXT NOT NULL,
    to_photo      TEXT NOT NULL,
    region        TEXT NOT NULL,
    days          INTEGER,
    kept          INTEGER,
    new           INTEGER,
    lost          INTEGER,
    undecided     INTEGER,
    net           INTEGER,
    net_ci95_low  REAL,
    net_ci95_high REAL,
    verdict       TEXT NOT NULL,
    reason        TEXT,
    PRIMARY KEY (run, path, view, from_photo, to_photo, region),
    FOREIGN KEY (run, path, view, to_photo, region) REFERENCES closeups (run, path, view, photo, region)
) STRICT, WITHOUT ROWID;

CREATE INDEX subjects_by_path ON subjects (path, run);
