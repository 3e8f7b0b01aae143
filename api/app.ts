import { OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '#domain/refusal.ts';
import { deskPeopleRoutes } from './features/bookings/at-the-desk/desk-people-routes.ts';
import { bookingRoutes } from './features/bookings/booking-routes.ts';
import { linkHolderRoutes } from './features/bookings/by-link/link-holder-routes.ts';
import { ticketLinkRoutes } from './features/bookings/by-link/ticket-link-routes.ts';
import { checkInRoutes } from './features/bookings/checking-in/check-in-routes.ts';
import { recordCheckIns } from './features/bookings/checking-in/record-check-ins.ts';
import { deskDayRoutes } from './features/bookings/desk-day/desk-day-routes.ts';
import { nextRoutes } from './features/bookings/next/next-routes.ts';
import { counsellorBlockRoutes } from './features/bookings/time-away/counsellor-block-routes.ts';
import { roomRoutes } from './features/bookings/time-away/room-routes.ts';
import { arrangedRoutes } from './features/bookings/bringing-back/arranged-routes.ts';
import { erasureRoutes } from './features/bookings/erasing/erasure-routes.ts';
import { counsellorDayRoutes } from './features/bookings/counsellor-days/counsellor-day-routes.ts';
import { mergeRoutes } from './features/bookings/merging/merge-routes.ts';
import { walkInRoutes } from './features/bookings/walking-in/walk-in-routes.ts';
import { auditRoutes } from './features/audit/audit-routes.ts';
import { backupRoutes } from './features/backups/backup-routes.ts';
import type { BackupPlan } from './features/backups/read-backups.ts';
import { catalogueRoutes } from './features/catalogue/catalogue-routes.ts';
import { partnerRoutes } from './features/codes/partner-routes.ts';
import { crisisLineRoutes } from './features/crisis-lines/crisis-line-routes.ts';
import { consentRoutes } from './features/consent/consent-routes.ts';
import { deskFamilyRoutes } from './features/guardians/at-the-desk/desk-family-routes.ts';
import { familyRoutes } from './features/guardians/family-routes.ts';
import { healthRoutes } from './features/health/health-routes.ts';
import { deviceRoutes } from './features/devices/device-routes.ts';
import { LiveHub } from './features/live/live-hub.ts';
import { liveRoutes } from './features/live/live-routes.ts';
import { meRoutes } from './features/me/me-routes.ts';
import { ownDataRoutes } from './features/own-data/own-data-routes.ts';
import { priceRoutes } from './features/prices/price-routes.ts';
import { reachRoutes } from './features/reach/reach-routes.ts';
import { referenceRoutes } from './features/reference/reference-routes.ts';
import { screenRoutes } from './features/screens/screen-routes.ts';
import { ownSignInRoutes } from './features/sign-ins/own-sign-in-routes.ts';
import { passkeyRoutes } from './features/sign-in/passkeys/passkey-routes.ts';
import { passwordRoutes } from './features/sign-in/password/password-routes.ts';
import { secondFactorRoutes } from './features/sign-in/second-factor/second-factor-routes.ts';
import { invitationRoutes } from './features/sign-in/by-invitation/invitation-routes.ts';
import { openIdentityProvider, type ProviderSettings } from './features/sign-in/by-provider/identity-provider.ts';
import { providerRoutes } from './features/sign-in/by-provider/provider-routes.ts';
import { codeRoutes } from './features/sign-in/by-code/code-routes.ts';
import { contactRoutes } from './features/sign-in/contacts/contact-routes.ts';
import { signInRoutes } from './features/sign-in/sign-in-routes.ts';
import { staffInvitationRoutes } from './features/staff-accounts/staff-invitation-routes.ts';
import { staffRoutes } from './features/staff-accounts/staff-routes.ts';
import { signUpRoutes } from './features/sign-in/sign-up/sign-up-routes.ts';
import { waysRoutes } from './features/sign-in/ways-routes.ts';
import { slotsRoutes } from './features/slots/slots-routes.ts';
import { faultAnswerer } from './http/answer-faults.ts';
import type { HttpEnv } from './http/env.ts';
import { gate } from './http/gate.ts';
import { makeHttp, type HttpContext, type HttpOptions } from './http/http.ts';
import { logToStderr, type Log } from './http/log.ts';
import { metered } from './http/request/request-meter.ts';
import { routeTable, type RouteTable } from './http/request/route-table.ts';
import { dress, headerSets } from './http/response/response-headers.ts';
import { staticFiles } from './http/static-files.ts';
import type { Outlets } from './outlets/outlet.ts';
import type { Services } from './storage/context.ts';

export interface AppOptions extends HttpOptions {
  version: string;
  /** Where the built web app lies. */
  dist?: string | undefined;
  log?: Log | undefined;
  /** How messages reach people; none by default. */
  outlets?: Outlets | undefined;
  /** The library's own provider of sign-ins for staff. */
  provider?: ProviderSettings | undefined;
  /** Keeps the list of who was erased outside the database, durably; done before an erasure is answered. */
  erased?: (() => Promise<void>) | undefined;
  /** Whether and how often backups are made; they are neither made nor missed by default. */
  backups?: BackupPlan | undefined;
  /** Aborted when the server is about to stop: what would stay open by itself is closed. */
  stopping?: AbortSignal | undefined;
}

/** All routes behind the gate, every answer with its headers, and the built web app beside them. */
export function createApp(services: Services, options: AppOptions): OpenAPIHono<HttpEnv> {
  const { log = logToStderr, outlets = {}, backups = { isExpected: false } } = options;
  const sets = headerSets(options.tls);
  const http = makeHttp(services, options);
  const provider = options.provider && openIdentityProvider(options.provider, log);
  const app = new OpenAPIHono<HttpEnv>();
  let table: RouteTable | undefined;
  const rules = () => (table ??= routeTable(app));

  if (options.meter) app.use(metered(options.meter));
  app.use(async (c, next) => {
    await next();
    dress(c.res, c.req.path.startsWith('/api') ? sets.api : sets.security);
  });
  app.use('/api/*', gate(services, options, rules));
  app.onError(faultAnswerer(sets, log, services.database));

  app.route('/', healthRoutes(http, services, { version: options.version, everyHours: backups.everyHours }));
  app.route('/', catalogueRoutes(http, services.settings));
  app.route('/', slotsRoutes(http));
  app.route('/', signInRoutes(http, services));
  app.route('/', invitationRoutes(http, services));
  app.route('/', meRoutes(http, services));
  app.route('/', waysRoutes(http, { outlets, provider }));
  app.route('/', codeRoutes(http, services, { outlets, log }));
  app.route('/', signUpRoutes(http, services));
  app.route('/', contactRoutes(http, services, { outlets, log }));
  app.route('/', ownSignInRoutes(http));
  app.route('/', secondFactorRoutes(http, services));
  app.route('/', passwordRoutes(http, services));
  app.route('/', passkeyRoutes(http, services));
  app.route('/', providerRoutes(http, services, provider));
  app.route('/', ownDataRoutes(http));
  app.route('/', priceRoutes(http));
  app.route('/', consentRoutes(http));
  app.route('/', reachRoutes(http));
  app.route('/', erasureRoutes(http, options.erased));
  app.route('/', familyRoutes(http));
  app.route('/', bookingRoutes(http));
  app.route('/', ticketLinkRoutes(http));
  app.route('/', linkHolderRoutes(http, services));
  app.route('/', checkInRoutes(http));
  app.route('/', deskDayRoutes(http));
  app.route('/', screenRoutes(http));
  app.route('/', deskPeopleRoutes(http));
  app.route('/', deskFamilyRoutes(http));
  app.route('/', mergeRoutes(http));
  app.route('/', walkInRoutes(http));
  app.route('/', roomRoutes(http));
  app.route('/', arrangedRoutes(http));
  app.route('/', counsellorDayRoutes(http));
  app.route('/', counsellorBlockRoutes(http));
  app.route('/', nextRoutes(http));
  app.route('/', staffInvitationRoutes(http));
  app.route('/', staffRoutes(http));
  app.route('/', partnerRoutes(http));
  app.route('/', auditRoutes(http));
  app.route('/', crisisLineRoutes(http));
  app.route('/', backupRoutes(http, backups));
  app.route('/', deviceRoutes(http, services, { record: recordCheckIns, log }));
  const hub = new LiveHub(services, options.stopping);
  options.meter?.streams(() => hub.size);
  app.route('/', liveRoutes(http, hub));
  app.route('/', referenceRoutes(http, app, options.version));

  const page = options.dist === undefined ? () => undefined : staticFiles(options.dist, sets);
  app.notFound((c) => {
    if (isApi(c)) throw noSuchRoute(c, rules());
    const answer = page(c);
    if (!answer) throw new Refusal('not_found');
    return answer;
  });
  return app;
}

function isApi(c: HttpContext): boolean {
  return c.req.path === '/api' || c.req.path.startsWith('/api/');
}

function noSuchRoute(c: HttpContext, table: RouteTable): Refusal {
  const allow = table.methodsOf(c.req.path);
  return allow.length > 0 ? new Refusal('method_not_allowed', { allow }) : new Refusal('not_found');
}
