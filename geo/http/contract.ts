import { about, createKey, getMe, listKeys, revokeKey } from '../access/contract.ts'
import { changePassword, endGrant, endSessions, giveGrant, listDevices, listPeople, makePerson, revokeDevice, setPassword } from '../access/people-contract.ts'
import { readAlerts } from '../alerts/contract.ts'
import { listAreas, listOutlines, readService } from '../areas/contract.ts'
import { decideMany } from '../bulk/contract.ts'
import { demandClearance, grantClearance, listClearances, readGate, revokeClearance } from '../clearances/contract.ts'
import { changeCrew, listCrewPlaces, listCrews, listWholeCrews, makeCrew, retireCrew } from '../crews/contract.ts'
import { listOverdue, previewTargets, readTargets, setTargets } from '../clocks/contract.ts'
import { countDamages, getDamage, groupDamages, listDamages, listDependents, listTimeline, mergeDamage, partDamage, verifyDamage } from '../damages/contract.ts'
import { endOverride, overrideDamage, previewWeights, readWeights, setWeights } from '../damages/order-contract.ts'
import { live } from '../events/contract.ts'
import { answerHandover, askHandover, claimDamage, expectHanded, getHandedPhoto, getHandover, handOn, listHandovers, moveHanded, readResponsibility, releaseDamage, sendToHanded } from '../handovers/contract.ts'
import { amendHazard, declareHazard, endHazard, listHazards } from '../hazards/contract.ts'
import { listFilters, removeFilter, saveFilter } from '../filters/contract.ts'
import { sayPresence } from '../presence/contract.ts'
import { decideHeld, decideHeldOfDevice, getHeld, getHeldPhoto, listHeld } from '../held/contract.ts'
import { readBoard } from '../plan/contract.ts'
import { readNumbers } from '../numbers/contract.ts'
import { changeOrganisation, listOrganisations, makeOrganisation } from '../organisations/contract.ts'
import { appendUpload, createUpload, getPhoto, putPhoto, readUpload } from '../photos/contract.ts'
import { assignRepair, listOwnRepairs, moveRepairTo, openRepair, planRepair, sayStep, setEtr, takeBackStep } from '../repairs/contract.ts'
import { fileReport, getReport, listOwnReports, takeSms } from '../reports/contract.ts'
import { cancelRound, changeRound, getRound, listRounds, moveStop, planRound } from '../rounds/contract.ts'
import { listBaseMaps, readCapabilities, readTile } from '../map/base-contract.ts'
import { readMap } from '../map/contract.ts'
import { readPast } from '../map/past-contract.ts'
import { getSituation, keepSituation, listSituations, printSituation, readSituation } from '../situation/contract.ts'
import { getSite, listSites } from '../sites/contract.ts'
import { handIn, handInPhoto, sync } from '../sync/contract.ts'
import type { Endpoint } from './endpoint.ts'

/** Every endpoint under /api: mounted, called, documented and tested from this one list. */
export const CONTRACT: readonly Endpoint[] = [
  about, getMe, changePassword, createKey, listKeys, revokeKey,
  listPeople, makePerson, giveGrant, endGrant, setPassword, endSessions, listDevices, revokeDevice,
  listAreas, listOutlines, readService, listSites, getSite, readMap, readPast, listBaseMaps, readCapabilities, readTile,
  listCrews, listCrewPlaces, listWholeCrews, makeCrew, changeCrew, retireCrew, listOrganisations, makeOrganisation, changeOrganisation,
  listDamages, groupDamages, countDamages, getDamage, listTimeline, listDependents, verifyDamage, mergeDamage, partDamage, decideMany, overrideDamage, endOverride, readWeights, previewWeights, setWeights, readTargets, previewTargets, setTargets, listOverdue, readBoard, readNumbers,
  readResponsibility, claimDamage, releaseDamage, askHandover, listHandovers, getHandover, getHandedPhoto, answerHandover, sendToHanded, moveHanded, handOn, expectHanded,
  listFilters, saveFilter, removeFilter,
  readSituation, listSituations, getSituation, keepSituation, printSituation,
  openRepair, assignRepair, moveRepairTo, setEtr, planRepair, sayStep, takeBackStep, listOwnRepairs,
  listRounds, getRound, planRound, changeRound, cancelRound, moveStop,
  fileReport, getReport, listOwnReports, putPhoto, getPhoto,
  createUpload, readUpload, appendUpload, takeSms,
  readAlerts, listHazards, declareHazard, amendHazard, endHazard, listClearances, grantClearance, revokeClearance, demandClearance, readGate,
  sync, handIn, handInPhoto, live, sayPresence,
  listHeld, getHeld, decideHeld, decideHeldOfDevice, getHeldPhoto,
]
