import type { Branch, Counsellor, Hours, Partner, Room, Service } from '../network.ts';

/**
 * Items as the rest of the code takes them: lists that a file may leave out are there, and empty (N2). What is stored is
 * the item as it was written, so that an export equals the import.
 */

export function fillBranch(branch: Branch): Branch {
  return { ...branch, hours: fillHours(branch.hours) };
}

export function fillRoom(room: Room): Room {
  const filled = { ...room, features: room.features ?? [] };
  return room.hours ? { ...filled, hours: fillHours(room.hours) } : filled;
}

export function fillService(service: Service): Service {
  return { ...service, roomFeatures: service.roomFeatures ?? [] };
}

export function fillCounsellor(counsellor: Counsellor): Counsellor {
  return { ...counsellor, leave: counsellor.leave ?? [] };
}

export function fillPartner(partner: Partner): Partner {
  return { ...partner, concessions: partner.concessions ?? [] };
}

function fillHours(hours: Hours): Hours {
  return { ...hours, exceptions: hours.exceptions ?? [] };
}
