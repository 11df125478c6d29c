import { expect, it } from '@jest/globals';
import { statementName } from './statements.js';

it('names a statement by what it does, and by nothing that stands in it', () => {
  expect(statementName('select p.name from "person" p where p.id = $1')).toBe('select person');
  expect(statementName(`\n  insert into "mail" ("to") values ('ada@example.org')`)).toBe('insert mail');
  expect(statementName(`select 'from ada' as words, 'it''s from ben' from "event"`)).toBe('select event');
  expect(statementName(`update registration set about = 'cut short from ada`)).toBe('update registration');
  expect(statementName('begin')).toBe('begin');
});
