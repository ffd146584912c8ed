/** Names of the code lists, by code. */
export const codes = {
  sector: { energy: 'Energy', communications: 'Communications', facility: 'Critical facility' },
  kind: {
    power_plant: 'Power plant', generator: 'Generator', substation: 'Substation', transformer: 'Transformer', switchgear: 'Switchgear',
    power_line: 'Overhead line', power_cable: 'Power cable', power_tower: 'Tower or pole',
    exchange: 'Telephone exchange', data_centre: 'Data centre', mast: 'Radio mast', antenna: 'Antenna', telecom_line: 'Communications line',
    cabinet: 'Street cabinet', distribution_point: 'Distribution point',
    hospital: 'Hospital', water_pumping: 'Water pumping station', emergency_centre: '112 centre', shelter: 'Shelter',
    point_of_invincibility: 'Point of Invincibility', fuel_station: 'Fuel station',
  },
  cause: {
    missile: 'Missile', uav: 'Drone', artillery: 'Shelling', airstrike: 'Air bomb', mine_erw: 'Mine or unexploded ordnance',
    sabotage_cyber: 'Sabotage or cyberattack', fire: 'Fire', flood: 'Flood', ice_wind: 'Ice or wind', vegetation: 'Fallen tree', vehicle: 'Vehicle',
    equipment_failure: 'Equipment failure', overload: 'Overload', theft: 'Theft', unknown: 'Unknown',
  },
  hazard: {
    unexploded_ordnance: 'Unexploded ordnance', mines: 'Mines', live_wires: 'Live wires', fire: 'Fire', gas: 'Gas leak', collapse: 'May collapse',
    flooding: 'Flooding', chemical: 'Chemicals: SF₆, oil', shelling_risk: 'Under fire', none_seen: 'None seen',
  },
  need: {
    heavy_lift: 'Crane or heavy lift', generator: 'Generator', transformer: 'Transformer', pole_or_tower: 'Pole or tower', cable: 'Cable or wire',
    fibre_splice: 'Fibre splicing', fuel: 'Fuel', demining: 'Demining', road_clearing: 'Road clearing', other: 'Other',
  },
  verification: {
    unverified: 'Unverified', verified: 'Verified', disputed: 'Disputed', duplicate: 'Duplicate', withdrawn: 'Withdrawn', false: 'False',
  },
  damageState: { open: 'Open', restored: 'Restored', dismissed: 'Dismissed', merged: 'Merged' },
  repairState: {
    proposed: 'Proposed', approved: 'Approved', assigned: 'Assigned', en_route: 'En route', on_site: 'On site', in_progress: 'In progress',
    temporary_fix: 'Temporary fix', field_complete: 'Field work done', restored: 'Service restored', closed: 'Closed', blocked: 'Blocked', cancelled: 'Cancelled',
  },
  blockedBy: {
    awaiting_clearance: 'Waiting for clearance', awaiting_parts: 'Waiting for parts', air_alert: 'Air alert', second_strike: 'Second strike',
    weather: 'Weather', access: 'No access', other: 'Something else',
  },
  closedReason: {
    done: 'Done', done_by_others: 'Done by others', unable: 'Not possible', not_responsible: 'Not ours', duplicate: 'Duplicate', out_of_scope: 'Out of scope',
  },
  urgency: { emergency: 'Emergency: make safe', temporary: 'Temporary fix', permanent: 'Permanent repair' },
  etrSource: { calculated: 'Calculated', crew: 'From the crew', operator: 'From the operator', dispatcher: 'From the dispatcher' },
  confidence: { low: 'Low confidence', medium: 'Medium confidence', high: 'High confidence' },
  basis: { measured: 'Measured', given: 'Given', inferred: 'Inferred', imputed: 'Assumed' },
  sensitivity: { open: 'Open', sensitive: 'Sensitive', critical: 'Critical' },
  located: {
    site_scanned: 'Label scanned at the site', site_picked: 'Site from the list', gps: 'GPS position', map_pin: 'Pin on the map', mgrs: 'MGRS', plus_code: 'Plus Code', landmark_text: 'In words',
  },
  scale: {
    own: 'Vidnova', 'undp-electricity': 'UNDP electricity', 'undp-core': 'UNDP core', ems98: 'EMS-98', unosat: 'UNOSAT', copernicus: 'Copernicus EMS', 'fema-pda': 'FEMA PDA',
  },
  role: {
    public: 'Public', crew: 'Field crew', dispatcher: 'Dispatcher', authority: 'Authority', operator: 'Utility operator', auditor: 'Auditor',
    admin: 'Administrator', sms: 'SMS gateway', feed: 'Feed consumer',
  },
  organisationKind: {
    emergency_service: 'Emergency service', energy_utility: 'Energy utility', telecom_operator: 'Telecommunications operator', authority: 'Authority', un_agency: 'UN agency', other: 'Other',
  },
  skill: {
    substation: 'Substations', overhead_line: 'Overhead lines', cable: 'Cables', generator: 'Generators', fibre: 'Fibre', antenna: 'Antennas and masts', heavy_lift: 'Heavy lift', demining: 'Demining',
  },
  areaLevel: { country: 'Country', oblast: 'Oblast', raion: 'Raion', hromada: 'Hromada', settlement: 'Settlement' },
} as const
