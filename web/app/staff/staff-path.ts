/** The areas of those who work here, and of the screens that stand in the open. */
export const isStaffPath = (path: string) => /^\/(desk|staff|my-day|my-week|account|kiosk|door)(\/|$)/.test(path);
