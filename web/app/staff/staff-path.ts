/** The areas of those who work here, and of the screens that stand in the open. */
export const isStaffPath = (path: string) => /^\/(desk|my-day|my-week|kiosk|door)(\/|$)/.test(path);
