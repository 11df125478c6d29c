import { describe, expect, it } from '@jest/globals';
import { InstanceError } from './instance.js';
import { parseInstance } from './parse-instance.js';

const DZN = `% nBusiness = 9;
nBusiness = 3;
nMeetings = 2;
nTables = 4;
nTotalSlots = 5;
nMorningSlots = 3;
requested = [|1, 2,3,
|2, 3,1,
|];
meetingsxBusiness = [{1,2},
{1,2,3},
{1,3}];
nMeetingsBusiness = [1,2,1];
forbidden = [{0},
{0,4},
{0,1,5}];
fixed = [0,2];
precedences = [{2},
{}];
`;

describe('reading instances', () => {
  it('reads MiniZinc data, leaving the dummies out', () => {
    expect(parseInstance(DZN)).toEqual({
      participants: 3,
      slots: 5,
      morningSlots: 3,
      tables: 4,
      meetings: [
        { a: 1, b: 2, session: 'any', after: [2] },
        { a: 2, b: 3, session: 'morning', fixed: 2 },
      ],
      forbidden: [[], [4], [1, 5]],
    });
  });

  it('reads its own JSON', () => {
    const instance = {
      participants: 2,
      slots: 3,
      morningSlots: 2,
      tables: [1, 0, 2],
      notBefore: 2,
      meetings: [{ a: 1, b: 2, weight: 2.5, session: 'afternoon' }],
      forbidden: [[1], []],
    };
    expect(parseInstance(JSON.stringify(instance))).toEqual(instance);
  });

  it.each([
    ['{', 'input'],
    ['hello', 'nBusiness'],
    ['{"participants":2,"slots":3}', 'meetings'],
    ['{"participants":2,"slots":3,"meetings":[{"a":1,"b":3}]}', 'meetings[1].b'],
    ['{"participants":2,"slots":3,"meetings":[{"a":1,"b":1}]}', 'meetings[1].b'],
    ['{"participants":2,"slots":3,"meetings":[{"a":1,"b":2,"weight":-1}]}', 'meetings[1].weight'],
    ['{"participants":2,"slots":3,"meetings":[{"a":1,"b":2,"fixed":4}]}', 'meetings[1].fixed'],
    ['{"participants":2,"slots":3,"meetings":[{"a":1,"b":2,"after":[2]}]}', 'meetings[1].after'],
    ['{"participants":2,"slots":3,"tables":[1],"meetings":[]}', 'tables'],
    ['{"participants":2,"slots":3,"forbidden":[[4]],"meetings":[]}', 'forbidden[1]'],
    ['{"participants":1e15,"slots":3,"meetings":[]}', 'participants: expected 0 to 100000'],
    ['{"participants":2,"slots":4000000000,"meetings":[]}', 'slots: expected 0 to 2000'],
    ['{"participants":90000,"slots":2000,"meetings":[]}', 'participants × slots'],
    ['{"participants":2,"slots":3,"meetings":[{"a":1,"b":2,"weight":1e308}]}', 'meetings[1].weight'],
  ])('names what is wrong with %s', (text, where) => {
    expect(() => parseInstance(text)).toThrow(InstanceError);
    expect(() => parseInstance(text)).toThrow(where);
  });
});
