import { CELL, type Instant } from '../../ids.ts';
import { isDated, type Branch, type Counsellor, type Group, type Room, type Service } from '../../network.ts';
import { datedSessions, type DatedSession } from '../dated-sessions.ts';
import { checkMoment } from './check-hours.ts';
import { MOST_PEOPLE } from './check-places.ts';
import { checkInteger } from './check-value.ts';
import type { Directory } from './directory.ts';
import type { Spot } from './spot.ts';

/** Dated sessions. Hours and leave do not take one away (S6), so that they are not looked at. */

const MOST_TIMES = 400;

export function checkGroup(spot: Spot, directory: Directory): void {
  if (!spot.fields('id service counsellor branch room startsAt places', 'repeat')) return;
  directory.reference(spot.at('service'), 'services');
  directory.reference(spot.at('counsellor'), 'counsellors');
  directory.reference(spot.at('branch'), 'branches');
  directory.reference(spot.at('room'), 'rooms');
  checkMoment(spot.at('startsAt'), false);
  checkInteger(spot.at('places'), 1, MOST_PEOPLE);

  const repeat = spot.at('repeat');
  if (repeat.absent || !repeat.fields('everyDays times')) return;
  checkInteger(repeat.at('everyDays'), 1, 3_660);
  checkInteger(repeat.at('times'), 1, MOST_TIMES);
}

interface Parts {
  service: Service;
  counsellor: Counsellor;
  branch: Branch;
  room: Room;
}

interface Taken {
  from: Instant;
  until: Instant;
  localStart: string;
  spot: Spot;
}

/** What only all the lists together tell: that the parts of a group belong together, and that no two groups collide. */
export function checkGroupsTogether(directory: Directory): void {
  const taken = new Map<string, Taken[]>();
  const take = (resource: string, spot: Spot, { startsAt, localStart }: DatedSession, until: Instant) => {
    const list = taken.get(resource) ?? [];
    if (list.length === 0) taken.set(resource, list);
    list.push({ from: startsAt, until, localStart, spot });
  };

  for (const { item: group, spot } of directory.soundItems<Group>('groups')) {
    const parts = partsOf(group, directory);
    if (!parts) continue;
    checkParts(group, spot, parts);

    const sessions = datedSessions(group, parts.service, parts.room, parts.branch.timeZone);
    if (sessions.some(({ startsAt }) => startsAt % CELL !== 0)) {
      spot.at('startsAt').fault('is not on 5 minutes of UTC in this time zone at that time');
    }
    for (const session of sessions) {
      take(`counsellor ${group.counsellor}`, spot, session, session.counsellorUntil);
      take(`room ${group.room}`, spot, session, session.roomUntil);
    }
  }

  for (const [resource, list] of taken) checkOverlaps(resource, list);
}

function partsOf(group: Group, directory: Directory): Parts | undefined {
  const service = directory.soundItem<Service>('services', group.service);
  const counsellor = directory.soundItem<Counsellor>('counsellors', group.counsellor);
  const branch = directory.soundItem<Branch>('branches', group.branch);
  const room = directory.soundItem<Room>('rooms', group.room);
  return service && counsellor && branch && room && { service, counsellor, branch, room };
}

function checkParts(group: Group, spot: Spot, { service, counsellor, room }: Parts): void {
  if (!isDated(service)) spot.at('service').fault(`is of kind ${service.kind}, not group or workshop`);
  if (!service.modes.includes('room')) spot.at('service').fault('is not held in a room');
  if (service.branches && !service.branches.includes(group.branch)) {
    spot.at('branch').fault(`is none of the branches of ${service.id}`);
  }
  if (!counsellor.services.includes(service.id)) spot.at('counsellor').fault(`does not offer ${service.id}`);
  if (room.branch !== group.branch) spot.at('room').fault(`is not at ${group.branch}`);

  const lacking = (service.roomFeatures ?? []).filter((feature) => !(room.features ?? []).includes(feature));
  if (lacking.length > 0) spot.at('room').fault(`lacks ${lacking.join(', ')}`);
  if (group.places + 1 > room.capacity) {
    spot.at('places').fault(`and the counsellor are ${group.places + 1}, the room holds ${room.capacity}`);
  }
  if (group.places > service.people.max) {
    spot.at('places').fault(`are more than the ${service.people.max} people of ${service.id}`);
  }
}

function checkOverlaps(resource: string, list: Taken[]): void {
  list.sort((a, b) => a.from - b.from);
  let latest: Taken | undefined;
  for (const session of list) {
    if (latest && session.from < latest.until) {
      session.spot.fault(
        `its session of ${session.localStart} takes ${resource} while ${latest.spot.path} does (${latest.localStart})`,
      );
    }
    if (!latest || session.until > latest.until) latest = session;
  }
}
