import { preview } from '../../../run/fakes/test-deps.ts';
import { rowOf, type Scene, timeOf } from '../scene.ts';

/** People no import would write, as the two systems stand: ignored, in conflict, only in Small Improvements, in step. */
export const leftOut: Scene = {
  name: 'people as the two systems have them',
  causes: [
    'status-unknown',
    'not-started',
    'no-work-email',
    'name-missing',
    'inactive-never-in-si',
    'recycled-id',
    'recycled-email',
    'email-of-other-id',
    'user-claimed-twice',
    'duplicate-email-bamboo',
    'duplicate-email-si',
    'duplicate-id-si',
    'email-ring',
    'possible-duplicate',
    'reactivated-elsewhere',
    'protected',
    'no-employee',
    'row-unreadable',
    'answers-disagree',
    'pin-broken',
    'excluded',
    'held-back',
    'in-step',
    'nobody',
  ],
  options: { employees: 120, seed: 3 },
  async act({ at, cast, send, says }) {
    const odd = cast.pair();
    Object.assign(odd.employee, { status: 'Suspended' });
    const tomorrow = cast.newcomer({ hireDate: '2026-12-01' });
    const atHome = cast.newcomer({ workEmail: null, homeEmail: 'ottilie@home.example' });
    const nameless = cast.newcomer({ lastName: null });
    const gone = cast.newcomer({ status: 'Inactive' });
    const successor = cast.newcomer();
    cast.account({ externalSystemId: successor.id });
    const addressee = cast.newcomer();
    cast.account({ loginname: addressee.workEmail ?? '', email: addressee.workEmail ?? '' });
    const twin = cast.pair();
    const otherTwin = cast.pair();
    twin.employee.workEmail = 'twins@larkspur.example';
    otherTwin.employee.workEmail = 'twins@larkspur.example';
    const heir = cast.pair();
    const moved = cast.pair();
    at.sandbox.state.si.users = at.sandbox.state.si.users.filter((user) => user !== heir.user);
    heir.employee.workEmail = moved.employee.workEmail;
    moved.employee.workEmail = 'moved.away@larkspur.example';
    const shared = cast.newcomer();
    for (const login of ['one', 'two'])
      Object.assign(cast.account({ email: shared.workEmail ?? '' }), { loginname: `${login}@larkspur.example` });
    const carrier = cast.pair();
    cast.pair().user.externalSystemId = carrier.employee.id;
    const one = cast.pair();
    const other = cast.pair();
    [one.employee.workEmail, other.employee.workEmail] = [other.employee.workEmail, one.employee.workEmail];
    const namesake = cast.pair();
    Object.assign(namesake.user, {
      externalSystemId: null,
      loginname: 'private@else.example',
      email: 'private@else.example',
    });
    const locked = cast.pair();
    locked.user.isActive = false;
    const guest = cast.pair();
    guest.user.isGuest = true;
    guest.employee.status = 'Inactive';
    const visitor = cast.account();
    const broken = cast.pair();
    Object.assign(broken.employee, { jobTitle: { de: 'Schreiner' } });
    const boss = cast.pair();
    const report = cast.pair();
    boss.employee.supervisorEId = report.employee.id;
    report.employee.supervisorEId = boss.employee.id;
    const calm = cast.pair();
    const torn = cast.newcomer();
    const pinned = cast.pair();
    const unwanted = cast.pair();
    // Somebody is edited between the two answers of one reading.
    const edit = { method: 'POST', path: `/bamboo/employees/${torn.id}`, body: { lastName: 'Rosenzweig' } };
    const tear = () => {
      at.sandbox.faults.add({ side: 'bamboo', path: 'reports/custom', delayMs: 400 });
      at.sandbox.triggers.add({ side: 'bamboo', path: '/api/v1/employees', when: 'after', calls: [edit] });
    };

    await preview(at.worker);
    at.world.clock.advance(60_000);
    await send('decide', { decision: { kind: 'pin', employeeId: pinned.employee.id, siUserId: pinned.user.id } });
    at.sandbox.state.si.users = at.sandbox.state.si.users.filter((user) => user !== pinned.user);
    await send('decide', { decision: { kind: 'ignore', employeeId: unwanted.employee.id } });
    await says('excluded', unwanted.key);
    tear();
    const { header } = await preview(at.worker);

    await says('excluded', unwanted.key);
    await says('pin-broken', pinned.key);
    await says('answers-disagree', rowOf(torn));
    await says('status-unknown', odd.key);
    await says('not-started', rowOf(tomorrow));
    await says('no-work-email', rowOf(atHome));
    await says('name-missing', rowOf(nameless));
    await says('inactive-never-in-si', rowOf(gone));
    await says('recycled-id', rowOf(successor));
    await says('recycled-email', rowOf(addressee));
    await says('email-of-other-id', heir.key);
    await says('user-claimed-twice', moved.key);
    await says('duplicate-email-bamboo', twin.key);
    await says('duplicate-email-bamboo', otherTwin.key);
    await says('duplicate-email-si', rowOf(shared));
    await says('duplicate-id-si', carrier.key);
    await says('email-ring', one.key);
    await says('email-ring', other.key);
    await says('possible-duplicate', namesake.key);
    await says('reactivated-elsewhere', locked.key);
    await says('protected', guest.key);
    await says('no-employee', `s:${visitor.id}`);
    await says('row-unreadable', broken.employee.id, broken.employee.id);
    await says('held-back', boss.key, {
      en: `Supervisor: These people report to each other in a loop. Small Improvements cannot show that. Concerned: ${report.name}, ${boss.name}`,
      de: `Vorgesetzte Person: Diese Personen berichten im Kreis aneinander. Small Improvements kann das nicht abbilden. Betroffen: ${report.name}, ${boss.name}`,
    });
    await says('in-step', calm.key, timeOf(header.takenAtMs));
    await says('nobody', 'Nobody Nowhere', timeOf(header.takenAtMs));
  },
};
