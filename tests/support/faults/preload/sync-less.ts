import { DatabaseSync } from 'node:sqlite';

/** A control: the weaker setting, by which a commit does not wait for the disk. */
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql.replace(/(synchronous =) full/, '$1 normal'));
};
