/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A first write counts 1 and has a writer, and either makes it newer than this.',
    mutants: [
      ['counter: 0,', 'counter: 1,'],
      ["writer: '' }", "writer: 'mutant' }"],
    ],
  },
  {
    because: 'Where this is asked, the counters differ.',
    mutants: [['one.counter > other.counter', 'one.counter >= other.counter']],
  },
  {
    because:
      'Counters and numbers of operations are compared and told apart: they may begin anywhere, and run backwards.',
    mutants: [
      ['highestCounter = 0', 'highestCounter = 1'],
      ['operationsBegun = 0', 'operationsBegun = 1'],
      ['++operationsBegun', '--operationsBegun'],
    ],
  },
  {
    because: 'There is room on both sides of these times.',
    mutants: [
      ['GIVE_UP_AFTER = 500', 'GIVE_UP_AFTER = 501'],
      ['GIVE_UP_AFTER = 500', 'GIVE_UP_AFTER = 499'],
      ['RESEND_AFTER = 200', 'RESEND_AFTER = 201'],
      ['RESEND_AFTER = 200', 'RESEND_AFTER = 199'],
    ],
  },
  {
    because: 'The client of a write does not look at a value.',
    mutants: [['[write === undefined ?', '[true ?']],
  },
  {
    because: 'Whoever has not answered after 500 ms never does; what is left behind costs memory only.',
    mutants: [['operations.delete(number);\n    return operation ?', ';\n    return operation ?']],
  },
  {
    because: 'A replica gets no kind of message that none sends.',
    mutants: [
      [
        'return giveUp(message.operation);\n        default:\n          return [];',
        'return giveUp(message.operation);\n        default:',
      ],
      [
        'return giveUp(message.operation);\n        default:\n          return [];',
        "return giveUp(message.operation);\n        default:\n          return ['mutant'];",
      ],
      [
        'return [...resent, ...setAlarm()];\n        }\n        default:\n          return [];',
        'return [...resent, ...setAlarm()];\n        }\n        default:',
      ],
      [
        'return [...resent, ...setAlarm()];\n        }\n        default:\n          return [];',
        "return [...resent, ...setAlarm()];\n        }\n        default:\n          return ['mutant'];",
      ],
    ],
  },
  {
    because: 'More alarms than are needed are not forbidden, and these make no storm.',
    mutants: [
      ['keys.size > 0', 'true'],
      ['keys.size > 0', 'keys.size >= 0'],
      ['alarmIsSet || !anyMissing', 'false || !anyMissing'],
      ['alarmIsSet || !anyMissing', 'false'],
      ['alarmIsSet || !anyMissing', 'alarmIsSet && !anyMissing'],
      ['alarmIsSet || !anyMissing', 'alarmIsSet || false'],
      ['alarmIsSet = true;', ';'],
      ['alarmIsSet = true;', 'alarmIsSet = false;'],
    ],
  },
  {
    because:
      'Nobody confirms any more, so updates are sent again and again: they arrive all the same, and make no storm.',
    mutants: [
      [
        "case 'update':\n          store.merge(message.key, message.version);\n          return [{ send: from, message: { kind: 'holding', key: message.key, version: store.get(message.key) } }];",
        "case 'update':",
      ],
      ["[{ send: from, message: { kind: 'holding', key: message.key, version: store.get(message.key) } }];", '[];'],
    ],
  },
  {
    because: 'What a peer holds that is newer is on its way from whoever wrote it.',
    mutants: [['store.merge(message.key, message.version);\n          // Confirmed', ';\n          // Confirmed']],
  },
  {
    because: 'Messages come from peers, and for each of them there is a set.',
    mutants: [['get(from)?.delete', 'get(from).delete']],
  },
] satisfies Survivor[];
