Profile: ScReferral
Parent: ServiceRequest
Id: sc-referral
Title: "Referral"
Description: "A request for support of one person."
* obeys sc-ref-1 and sc-ref-2
* extension contains
    DeliveryMode named deliveryMode 0..1 MS and
    DestinationCountry named destinationCountry 0..1 MS and
    Stage named stage 0..1 MS and
    Interpreter named interpreter 0..1 MS
* insert PlacerIdentifier
* status MS
* intent MS
* code MS
* code from $sc-service (extensible)
* subject MS
* subject only Reference(Patient)
* requester MS
* reasonCode MS
* reasonCode from $sc-reason (extensible)
* note MS

Invariant: sc-ref-1
Description: "There is at most one placer identifier, and it has a value."
Severity: #error
Expression: "identifier.where(type.coding.where(code = 'PLAC').exists()).count() <= 1 and identifier.where(type.coding.where(code = 'PLAC').exists()).all(value.exists())"

Invariant: sc-ref-2
Description: "A referral asks for something to be done."
Severity: #error
Expression: "doNotPerform.empty() or doNotPerform = false"

Profile: ScReferralTask
Parent: Task
Id: sc-referral-task
Title: "Referral task"
Description: "What one organisation is asked to do about a referral, and how far it has come."
* obeys sc-task-1
* extension contains
    DeliveryMode named deliveryMode 0..1 MS and
    DestinationCountry named destinationCountry 0..1 MS and
    Stage named stage 0..1 MS
* insert PlacerIdentifier
* status MS
* statusReason MS
* statusReason from $sc-status-reason (extensible)
* businessStatus MS
* businessStatus from $sc-business-status (extensible)
* intent MS
* code MS
* focus 1..1 MS
* focus only Reference(ServiceRequest)
* for 1..1 MS
* for only Reference(Patient)
* requester MS
* requester only Reference(Organization or Practitioner or PractitionerRole)
* owner 1..1 MS
* owner only Reference(Organization)
* output MS

Invariant: sc-task-1
Description: "There is at most one placer identifier, and it has a value."
Severity: #error
Expression: "identifier.where(type.coding.where(code = 'PLAC').exists()).count() <= 1 and identifier.where(type.coding.where(code = 'PLAC').exists()).all(value.exists())"
