import { DatabaseSync } from 'node:sqlite';

/** SQLite's log is brought into the file every few commits instead of every few hundred, so that a kill meets it. */
const PAGES = 80;

const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql.replace(/(wal_autocheckpoint =) \d+/, `$1 ${PAGES}`));
};
