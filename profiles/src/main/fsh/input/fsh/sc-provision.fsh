Profile: ScProvision
Parent: Procedure
Id: sc-provision
Title: "Provision"
Description: "What a service did for the person: which support, when, by whom and how. It tells no story."
* obeys sc-prv-1
* extension contains DeliveryMode named deliveryMode 0..1 MS
* status MS
* code 1..1 MS
* code from $sc-service (required)
* subject MS
* subject only Reference(Patient)
* basedOn MS
* basedOn only Reference(ServiceRequest)
* performed[x] MS
* performer MS
* performer.actor only Reference(Organization or Practitioner or PractitionerRole)

Invariant: sc-prv-1
Description: "A provision has no narrative, note, report or outcome in words."
Severity: #error
Expression: "text.empty() and note.empty() and report.empty() and outcome.text.empty()"
