Profile: ScIndicator
Parent: Observation
Id: sc-indicator
Title: "Sign"
Description: "The answer to one sign of the catalogue. Present or absent, it proves nothing about a person."
* obeys sc-ind-1 and sc-ind-2
* extension contains InformationSource named informationSource 0..1 MS
* status MS
* code MS
* code from $sc-indicators (required)
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] MS
* performer MS
* value[x] MS
* value[x] only CodeableConcept
* valueCodeableConcept from $sc-answer (required)
* dataAbsentReason MS

Invariant: sc-ind-1
Description: "A sign has an answer, or says why there is none."
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists()"

Invariant: sc-ind-2
Description: "A sign is one question and one answer, without components or members."
Severity: #error
Expression: "component.empty() and hasMember.empty()"
