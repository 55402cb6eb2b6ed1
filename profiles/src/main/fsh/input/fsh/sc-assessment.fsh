Extension: Suspected
Id: sc-suspected
Title: "Suspected sign"
Description: "A sign that is only suspected: reported beside the result, never counted."
Context: Observation
* insert Coded($sc-indicators)

Extension: Shown
Id: sc-shown
Title: "Sign shown"
Description: "A sign that is present and has no weight in the rule: shown beside the result."
Context: Observation
* insert Coded($sc-indicators)

Extension: RuleVersion
Id: sc-rule-version
Title: "Version of the rule"
Description: "The version of the rule that the result was worked out by."
Context: Observation.method
* value[x] 1..1
* value[x] only code

Profile: ScAssessment
Parent: Observation
Id: sc-assessment
Title: "Assessment of signs"
Description: "What a rule makes of signs together: a further assessment is suggested, or nothing is. It is no finding about a person."
* obeys sc-ase-1 and sc-ase-2
* extension contains
    Suspected named suspected 0..* MS and
    Shown named shown 0..* MS
* status MS
* category 1..* MS
* category = $observation-category#survey
* code MS
* code = $sc-assessment#assessment
* subject MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from $sc-assessment-result (required)
* note 1..* MS
* method 1..1 MS
* method from $sc-assessment-weights (required)
* method.extension contains RuleVersion named ruleVersion 1..1 MS
* derivedFrom MS
* derivedFrom only Reference(Observation)
* component 6..6 MS
* component.code from $sc-dimension (required)
* component.value[x] 1..1
* component.value[x] only CodeableConcept
* component.valueCodeableConcept from $sc-assessment-dimension (required)

Invariant: sc-ase-1
Description: "Each dimension is there once."
Severity: #error
Expression: "component.code.coding.code.isDistinct()"

Invariant: sc-ase-2
Description: "Without weights no dimension is judged and nothing is suggested."
Severity: #error
Expression: "method.coding.where(code = 'no-profile').empty() or (value.coding.where(code = 'no-suggestion').exists() and component.value.coding.where(code = 'insufficient').count() = component.count())"

Extension: Instrument
Id: sc-instrument
Title: "Instrument"
Description: "The questionnaire whose points are added up, with its version."
Context: Observation
* value[x] 1..1
* value[x] only canonical

Profile: ScScreeningScore
Parent: Observation
Id: sc-screening-score
Title: "Score of a questionnaire"
Description: "The points of a questionnaire and which side of its threshold they are on. For a person whom the questionnaire was not made for there is no result."
* obeys sc-scr-1
* extension contains Instrument named instrument 1..1 MS
* status MS
* category 1..* MS
* category = $observation-category#survey
* code MS
* code = $sc-assessment#screening-score
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* value[x] MS
* value[x] only integer
* interpretation 1..1 MS
* interpretation from $sc-screening-result (required)
* derivedFrom MS
* derivedFrom only Reference(QuestionnaireResponse or Observation)

Invariant: sc-scr-1
Description: "A score outside its population has no value; every other has one."
Severity: #error
Expression: "interpretation.coding.where(code = 'out-of-population').exists() xor value.exists()"

Extension: CutOff
Id: sc-cut-off
Title: "Threshold"
Description: "The least number of points at which a questionnaire counts as positive."
Context: Questionnaire
* value[x] 1..1
* value[x] only integer
